/**
 * A network in memory, in virtual time, on one thread, out of one seed: {@link io.seatrial.testkit.simulation.SimulatedWorld} gives
 * each process a {@link io.seatrial.plane.spi.NetworkIo}, and the production transports run on it unchanged. The same seed gives the
 * same run, byte for byte, on every JDK; the hash of a run proves it.
 */
@NullMarked
package io.seatrial.testkit.simulation;

import org.jspecify.annotations.NullMarked;
