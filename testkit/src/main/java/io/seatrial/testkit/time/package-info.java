/** Waiting with two clocks, and the ceilings that are calibrated to the machine. */
@NullMarked
package io.seatrial.testkit.time;

import org.jspecify.annotations.NullMarked;
