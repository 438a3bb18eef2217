/** Explores the orders in which threads can run, for the tests of what is shared by threads without a lock. */
@NullMarked
package io.seatrial.interleavings;

import org.jspecify.annotations.NullMarked;
