/** Selecting, running and judging cases. */
@NullMarked
package io.seatrial.testkit.run;

import org.jspecify.annotations.NullMarked;
