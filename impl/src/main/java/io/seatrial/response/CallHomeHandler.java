package io.seatrial.response;

import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.spi.PlaneContext;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * The worker's side: runs an engine for each request and streams its answer back over a connection to the caller (dynamo-tcp.md 1.5, 2.5).
 * A request counts as in flight until its final frame is queued, or until it is clear that there will be none.
 *
 * <p>A request that cannot be run fails its stage. In the reference profile its caller is told as well, if the request says where the
 * caller is; 1.0.x leaves the caller waiting (dynamo-tcp.md 120).
 */
public final class CallHomeHandler implements RequestHandler {

    private final PlaneContext plane;
    private final Engine engine;
    private final HandlerMetrics metrics;

    /** Creates a handler with counters of its own. */
    public CallHomeHandler(PlaneContext plane, Engine engine) {
        this(plane, engine, new HandlerMetrics());
    }

    /**
     * Creates a handler.
     *
     * @param plane the network, bounds and profile
     * @param engine what answers
     * @param metrics what to count with
     */
    public CallHomeHandler(PlaneContext plane, Engine engine, HandlerMetrics metrics) {
        this.plane = Objects.requireNonNull(plane, "plane");
        this.engine = Objects.requireNonNull(engine, "engine");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
    }

    /** Returns what this handler counts. */
    public HandlerMetrics metrics() {
        return metrics;
    }

    /** Never blocks: an engine that may is called on threads made for that. */
    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public CompletionStage<Void> handle(InboundRequest request) {
        Intake intake;
        try {
            metrics.begin(request.payload().readableBytes());
            intake = Intake.read(request.payload());
        } finally {
            request.payload().release();
        }
        PlaneException refusal = intake.refusal();
        if (intake.counted() != null) {
            metrics.count(intake.counted());
        }
        StreamContext context = StreamContext.of(intake.id(), request.headers(), plane.profile());
        WorkerCall call = new WorkerCall(context, engine, intake.body(), refusal, metrics);
        Intake.Home home = intake.home();
        if (home != null && (refusal == null || plane.profile().isReference())) {
            new CallHome(plane, home, call).begin();
        } else {
            call.fail(Objects.requireNonNull(refusal));
        }
        return call.done();
    }
}
