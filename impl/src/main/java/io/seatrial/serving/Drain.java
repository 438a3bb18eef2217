package io.seatrial.serving;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Takes endpoints out of service that can be reached no more: says so, and waits within a bound for their requests in flight. */
public final class Drain {

    private final String plane;
    private final NetworkIo io;
    private final Notices notices;
    private final Duration bound;

    /**
     * Creates it for one server.
     *
     * @param plane the name of the plane as messages write it, e.g. {@code TCP}
     */
    public Drain(PlaneContext context, String plane) {
        this.plane = plane;
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
    public CompletableFuture<DrainReport> retire(ServedEndpoint endpoint, String key) {
        int atStart = endpoint.retire();
        notices.info(
                "Unregistered " + plane + " endpoint handler",
                "endpoint_name",
                endpoint.id().endpoint(),
                "endpoint_path",
                key);
        return waitFor(endpoint, atStart);
    }

    /**
     * Waits, within a bound of its own, for an endpoint that was taken out of service before and may be drained by somebody else already.
     *
     * @return what is in flight now, and what still is when the bound is reached
     */
    public CompletableFuture<DrainReport> join(ServedEndpoint leaving) {
        return waitFor(leaving, leaving.inFlight().count());
    }

    /**
     * Waits for all that has left a table which was closed, other than what its closer retires itself.
     *
     * @return the sum
     */
    public CompletableFuture<DrainReport> joinLeaving(HandlerTable table, Collection<ServedEndpoint> retired) {
        CompletableFuture<DrainReport> drained = CompletableFuture.completedFuture(DrainReport.IDLE);
        for (ServedEndpoint endpoint : table.leaving()) {
            if (!retired.contains(endpoint)) {
                drained = drained.thenCombine(join(endpoint), DrainReport::plus);
            }
        }
        return drained;
    }

    private CompletableFuture<DrainReport> waitFor(ServedEndpoint endpoint, int atStart) {
        if (atStart == 0) {
            return CompletableFuture.completedFuture(DrainReport.IDLE);
        }
        notices.info("Waiting for inflight " + plane + " requests to complete", "inflight_count", atStart);
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
            notices.info("All inflight " + plane + " requests completed");
        } else {
            notices.warn(
                    "Gave up waiting for inflight " + plane + " requests",
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
