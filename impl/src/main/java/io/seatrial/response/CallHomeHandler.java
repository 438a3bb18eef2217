package io.seatrial.response;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.seatrial.metrics.HandlerMeters;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.spi.PlaneContext;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    private final AtomicReference<@Nullable HandlerMeters> meters = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> notifier = new AtomicReference<>();
    private final Runnable answered = this::answered;

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

    /**
     * Shows what this handler counts on a registry, and measures from now on how long requests take.
     *
     * @param tags the labels of all of its meters
     * @return run, it takes the meters away again; then others can be added
     * @throws PlaneException.ConfigurationError if that was done already, or the registry has such meters
     */
    public Runnable addMetrics(MeterRegistry registry, Tags tags) {
        if (meters.get() != null) {
            throw metricsAlreadySet();
        }
        HandlerMeters mine = HandlerMeters.register(registry, tags, metrics);
        if (!meters.compareAndSet(null, mine)) {
            mine.close();
            throw metricsAlreadySet();
        }
        Set<HandlerError> shown = EnumSet.noneOf(HandlerError.class);
        Consumer<HandlerError> show = error -> {
            synchronized (shown) {
                if (shown.add(error)) {
                    mine.addErrors(error.label(), () -> metrics.errors(error));
                }
            }
        };
        metrics.onError(show);
        metrics.errors().forEach((error, count) -> {
            if (count != 0) {
                show.accept(error);
            }
        });
        return () -> {
            if (meters.compareAndSet(mine, null)) {
                metrics.onError(error -> {});
            }
            mine.close();
        };
    }

    /**
     * Has a listener told of each answer whose end was handed to the connection, which is how a canary knows that the endpoint is used. It
     * is called on event loops and must not block.
     *
     * @return run, it takes the listener away again; then another can be set
     * @throws PlaneException.ConfigurationError if there is one already
     */
    public Runnable setHealthCheckNotifier(Runnable listener) {
        if (!notifier.compareAndSet(null, Objects.requireNonNull(listener, "listener"))) {
            throw new PlaneException.ConfigurationError("Endpoint health check notifier already set");
        }
        return () -> notifier.compareAndSet(listener, null);
    }

    private void answered() {
        Runnable listener = notifier.get();
        if (listener != null) {
            listener.run();
        }
    }

    private static PlaneException metricsAlreadySet() {
        return new PlaneException.ConfigurationError("Metrics already set");
    }

    /** Never blocks: an engine that may is called on threads made for that. */
    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public CompletionStage<Void> handle(InboundRequest request) {
        HandlerMeters timing = meters.get();
        if (timing == null) {
            return run(request);
        }
        long began = plane.io().nanoTime();
        return run(request)
                .whenComplete((done, failure) -> timing.ended(plane.io().nanoTime() - began));
    }

    private CompletionStage<Void> run(InboundRequest request) {
        Intake intake;
        metrics.begin(request.payload().readableBytes());
        try {
            intake = Intake.read(request.payload());
        } catch (Throwable failure) { // also an Error: the request must not stay in flight for ever
            metrics.end();
            throw failure;
        } finally {
            request.payload().release();
        }
        PlaneException refusal = intake.refusal();
        if (intake.counted() != null) {
            metrics.count(intake.counted());
        }
        StreamContext context = StreamContext.of(intake.id(), request.headers(), plane.profile());
        WorkerCall call = new WorkerCall(context, engine, intake.body(), refusal, metrics, answered);
        Intake.Home home = intake.home();
        if (home != null && (refusal == null || plane.profile().isReference())) {
            new CallHome(plane, home, call).begin();
        } else {
            call.fail(Objects.requireNonNull(refusal));
        }
        return call.done();
    }
}
