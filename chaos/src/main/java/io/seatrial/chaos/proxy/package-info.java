/**
 * A fault proxy for TCP that needs nothing but the JVM. It speaks Toxiproxy's API (package {@code api}) and does what Toxiproxy does to
 * bytes, from a seed, and what its users have asked for in vain. Control and data run on different threads: a change is told to the event
 * loops of the connections, which never block, so that no call waits for bytes to move.
 */
@NullMarked
package io.seatrial.chaos.proxy;

import org.jspecify.annotations.NullMarked;
