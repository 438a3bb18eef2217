/** Judges histories: while they grow, and again when they are read from a report. */
@NullMarked
package io.seatrial.testkit.check;

import org.jspecify.annotations.NullMarked;
