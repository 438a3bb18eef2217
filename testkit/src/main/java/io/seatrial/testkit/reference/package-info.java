/** The adapter that puts the reference implementation to the trial; also the example of how to write one. */
@NullMarked
package io.seatrial.testkit.reference;

import org.jspecify.annotations.NullMarked;
