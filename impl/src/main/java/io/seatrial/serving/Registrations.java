package io.seatrial.serving;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Registers and unregisters at a server that is reachable as soon as its {@link HandlerTable} knows an endpoint. */
public final class Registrations {

    private final HandlerTable table;
    private final Drain drain;
    private final Notices notices;

    /**
     * Creates it for one server.
     *
     * @param plane the name of the plane as messages write it, e.g. {@code TCP}
     */
    public Registrations(PlaneContext context, String plane, HandlerTable table) {
        this.table = table;
        this.drain = new Drain(context, plane);
        this.notices = context.notices();
    }

    /**
     * Registers as {@link io.seatrial.plane.RequestPlaneServer#register} says.
     *
     * @param server what the operator reads, e.g. {@code shared TCP server on 127.0.0.1:41873}
     */
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health, String server) {
        ServedEndpoint endpoint = new ServedEndpoint(id, handler, health, notices);
        try {
            ServedEndpoint replaced = table.add(endpoint);
            if (replaced != null) {
                replaced.replace();
            }
        } catch (PlaneException e) {
            return CompletableFuture.failedFuture(e);
        }
        endpoint.announceReady();
        notices.info("Registered endpoint '" + id.endpoint() + "' with " + server);
        return CompletableFuture.completedFuture(null);
    }

    /** Unregisters as {@link io.seatrial.plane.RequestPlaneServer#unregister} says. */
    public CompletionStage<DrainReport> unregister(EndpointId id) {
        CompletableFuture<DrainReport> report = CompletableFuture.completedFuture(DrainReport.IDLE);
        for (ServedEndpoint endpoint :
                table.meantBy(id)) { // in the model one after the other, hence no stage for all at once
            report = report.thenCompose(
                    soFar -> table.remove(endpoint) ? retire(endpoint).thenApply(soFar::plus) : completed(soFar));
        }
        return report;
    }

    /**
     * Makes every endpoint unreachable, for good, and waits within the drain bound for what is in flight, also at those that were
     * unregistered before.
     */
    public CompletableFuture<DrainReport> close() {
        List<ServedEndpoint> removed = table.close();
        CompletableFuture<DrainReport> drained = drain.joinLeaving(table, removed);
        for (ServedEndpoint endpoint : removed) {
            drained = drained.thenCombine(retire(endpoint), DrainReport::plus);
        }
        return drained;
    }

    private CompletableFuture<DrainReport> retire(ServedEndpoint endpoint) {
        return drain.retire(endpoint, table.keyOf(endpoint.id()));
    }

    private static CompletableFuture<DrainReport> completed(DrainReport report) {
        return CompletableFuture.completedFuture(report);
    }
}
