/** What the options of several commands have in common. */
@NullMarked
package io.seatrial.scenarios.options;

import org.jspecify.annotations.NullMarked;
