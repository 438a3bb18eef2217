/**
 * What the servers of all planes have in common: handlers under their identities, the gate and the count of what is in flight, the wait
 * at their end, the queue of work, and the address to bind. How requests arrive is a transport's business.
 */
@NullMarked
package io.seatrial.serving;

import org.jspecify.annotations.NullMarked;
