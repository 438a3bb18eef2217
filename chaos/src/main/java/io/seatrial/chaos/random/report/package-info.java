/** What random chaos found, for people and for programs. */
@NullMarked
package io.seatrial.chaos.random.report;

import org.jspecify.annotations.NullMarked;
