package io.seatrial.runtime;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.seatrial.io.SocketIo;
import io.seatrial.metrics.ProcessMeters;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.SystemSettings;
import io.seatrial.settings.TcpSettings;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where a worker shows what it measures: on the registry that it was handed; on one of its own if it was handed none but has a system server
 * to show it; else nowhere.
 */
final class WorkerMeters {

    private final Settings settings;
    private final @Nullable MeterRegistry registry;
    private final boolean ownsRegistry;
    private final @Nullable ProcessMeters process;
    private final AtomicBoolean serverShown = new AtomicBoolean();

    WorkerMeters(NetworkIo io, Settings settings, PlaneServices services) {
        this.settings = settings;
        Optional<MeterRegistry> handed = services.find(MeterRegistry.class);
        this.ownsRegistry = handed.isEmpty() && settings.get(SystemSettings.PORT) >= 0;
        this.registry = ownsRegistry ? ownRegistry(io) : handed.orElse(null);
        this.process = registry == null ? null : new ProcessMeters(registry);
        if (process != null) {
            long start = io.nanoTime();
            process.uptime(() -> (io.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
            if (io instanceof SocketIo sockets) {
                process.acceptBackOffs(sockets::acceptPauses);
            }
        }
    }

    /** Returns the registry, if there is one. */
    @Nullable
    MeterRegistry registry() {
        return registry;
    }

    /** Returns the services with the registry among them. */
    PlaneServices addTo(PlaneServices services) {
        return registry == null ? services : services.with(MeterRegistry.class, registry);
    }

    /** Shows what the server says of itself; once. */
    void show(RequestPlaneServer server) {
        if (process == null || !serverShown.compareAndSet(false, true)) {
            return;
        }
        process.server(server);
        if (server.transportName().equals("tcp")) {
            process.pool(
                    server::inFlight,
                    settings.get(TcpSettings.WORKER_POOL_SIZE),
                    settings.get(TcpSettings.WORK_QUEUE_SIZE));
        }
    }

    void close() {
        if (process != null) {
            process.close();
        }
        if (ownsRegistry && registry != null) {
            registry.close();
        }
    }

    /** Makes a registry whose time is the network's, also where that is virtual. */
    private static MeterRegistry ownRegistry(NetworkIo io) {
        Clock clock = new Clock() {
            @Override
            public long wallTime() {
                return TimeUnit.NANOSECONDS.toMillis(io.nanoTime()); // only differences count here
            }

            @Override
            public long monotonicTime() {
                return io.nanoTime();
            }
        };
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
    }
}
