package io.seatrial.transport.tcp;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Takes endpoints out of service that can be reached no more: says so, and waits within a bound for their requests in flight. */
final class Drain {

    private final NetworkIo io;
    private final Notices notices;
    private final Duration bound;

    Drain(PlaneContext context) {
        this.io = context.io();
        this.notices = context.notices();
        this.bound = context.settings().get(RuntimeSettings.DRAIN_TIMEOUT);
    }

    /**
     * Closes an endpoint's gate and waits.
     *
     * @param key the path that it was published under
     * @return what was in flight, and what still is when the bound is reached; of that, what has not begun never will
     */
    CompletableFuture<DrainReport> retire(ServedEndpoint endpoint, String key) {
        int atStart = endpoint.retire();
        notices.info(
                "Unregistered TCP endpoint handler",
                "endpoint_name",
                endpoint.id().endpoint(),
                "endpoint_path",
                key);
        if (atStart == 0) {
            return CompletableFuture.completedFuture(DrainReport.IDLE);
        }
        notices.info("Waiting for inflight TCP requests to complete", "inflight_count", atStart);
        CompletableFuture<DrainReport> end = new CompletableFuture<>();
        ScheduledFuture<?> timer =
                io.scheduler().schedule(() -> giveUp(endpoint, atStart, end), bound.toNanos(), TimeUnit.NANOSECONDS);
        endpoint.inFlight().drained().thenRun(() -> {
            timer.cancel(false);
            end.complete(new DrainReport(atStart, 0));
        });
        return end.thenApply(report -> told(endpoint, report));
    }

    private static void giveUp(ServedEndpoint endpoint, int atStart, CompletableFuture<DrainReport> end) {
        endpoint.abandon();
        end.complete(new DrainReport(atStart, endpoint.inFlight().count()));
    }

    private DrainReport told(ServedEndpoint endpoint, DrainReport report) {
        if (report.complete()) {
            notices.info("All inflight TCP requests completed");
        } else {
            notices.warn(
                    "Gave up waiting for inflight TCP requests",
                    "endpoint",
                    endpoint.id(),
                    "inflight_count",
                    report.leftInFlight(),
                    "waited_ms",
                    bound.toMillis());
        }
        return report;
    }
}
