/**
 * What the clients of all planes have in common: a request from its hand-over to its end, the counts, deadlines, the order of what a pool
 * does, and connects under a bound. How requests travel is a transport's business.
 */
@NullMarked
package io.seatrial.sending;

import org.jspecify.annotations.NullMarked;
