package io.seatrial.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatrial.discovery.Discovery;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.runtime.health.Canary;
import io.seatrial.runtime.health.SystemHealth;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoints of one worker share.
 *
 * @param plane the network, bounds and profile
 * @param server gives the server, started on the first call
 * @param discovery where instances are published
 * @param health what hears of their state
 * @param canary what calls them when they are idle
 * @param tracker counts those that a shutdown waits for
 * @param meters where their meters are shown; {@code null} if nowhere
 * @param closed whether the worker starts nothing more
 * @param gone hears of each that has ended
 */
record WorkerParts(
        PlaneContext plane,
        Supplier<CompletionStage<RequestPlaneServer>> server,
        Discovery discovery,
        SystemHealth health,
        Canary canary,
        GracefulTracker tracker,
        @Nullable MeterRegistry meters,
        BooleanSupplier closed,
        Consumer<Endpoint> gone) {}
