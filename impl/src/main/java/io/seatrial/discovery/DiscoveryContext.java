package io.seatrial.discovery;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneServices;
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
 * @param services what the runtime hands over besides, such as the connection to a broker
 */
public record DiscoveryContext(
        InstantSource clock,
        Executor executor,
        RandomGenerator random,
        Notices notices,
        Collection<PlaneMode> modes,
        PlaneServices services) {

    /** Creates a context and copies the modes. */
    public DiscoveryContext {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(notices, "notices");
        modes = List.copyOf(modes);
        Objects.requireNonNull(services, "services");
    }

    /** Creates a context without further services. */
    public DiscoveryContext(
            InstantSource clock,
            Executor executor,
            RandomGenerator random,
            Notices notices,
            Collection<PlaneMode> modes) {
        this(clock, executor, random, notices, modes, PlaneServices.NONE);
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

    /** Returns this context with other services. */
    public DiscoveryContext with(PlaneServices others) {
        return new DiscoveryContext(clock, executor, random, notices, modes, others);
    }
}
