package io.seatrial.discovery;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What a store is handed.
 *
 * @param clock the wall clock; processes that share a directory compare its times
 * @param executor calls the listeners, which do not block
 * @param random names temporary files; safe for many threads
 * @param notices where messages to the operator go
 * @param modes the planes whose addresses a caller here can use; entries of other planes are passed over with a warning
 */
public record DiscoveryContext(
        InstantSource clock, Executor executor, RandomGenerator random, Notices notices, Collection<PlaneMode> modes) {

    /** Creates a context and copies the modes. */
    public DiscoveryContext {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(notices, "notices");
        modes = List.copyOf(modes);
    }

    /**
     * Returns a context for Dynamo's three planes, with listeners called by the network's scheduler.
     *
     * @param clock the wall clock; in production {@link java.time.Clock#systemUTC}
     */
    public static DiscoveryContext of(NetworkIo io, InstantSource clock, Notices notices) {
        return new DiscoveryContext(
                clock, io.scheduler(), io.random(), notices, List.of(PlaneMode.TCP, PlaneMode.HTTP, PlaneMode.NATS));
    }
}
