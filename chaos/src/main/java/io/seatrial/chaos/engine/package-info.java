/**
 * Links that faults can be injected into, whatever carries them out: the embedded proxy, which can do everything that
 * {@link io.seatrial.chaos.fault.Fault} knows, or a Toxiproxy server. An engine says beforehand why it cannot carry a fault out; none is
 * silently left out or replaced by another. The methods block, each at most as long as {@link io.seatrial.chaos.engine.ChaosEngine#LIMIT};
 * they are for tests and programs, not for event loops.
 */
@NullMarked
package io.seatrial.chaos.engine;

import org.jspecify.annotations.NullMarked;
