package io.seatrial.runtime.health;

import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.response.CallRequest;
import io.seatrial.response.ResponseItem;
import io.seatrial.response.ResponseStream;
import io.seatrial.response.StreamContext;
import io.seatrial.settings.SystemSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One canary. Its first item decides: without an error the endpoint is ready. An error item, an answer without items, a failure to send and
 * silence until the limit mean that it is not; what else the answer holds is taken, also until the limit, and forgotten.
 */
final class CanaryProbe implements Flow.Subscriber<ResponseItem> {

    /** Bound on looking up the endpoint; running out of it says nothing of the endpoint. */
    private static final Duration LOOKUP_BOUND = Duration.ofSeconds(10);

    private final PlaneContext plane;
    private final EndpointId id;
    private final byte[] payload;
    private final Canary canary;
    private final StreamContext context;
    private final CompletableFuture<Optional<Boolean>> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile String address = "";

    CanaryProbe(PlaneContext plane, EndpointId id, byte[] payload, Canary canary) {
        this.plane = plane;
        this.id = id;
        this.payload = payload;
        this.canary = canary;
        String requestId = "canary-" + Long.toHexString(plane.io().random().nextLong());
        this.context = StreamContext.of(requestId, Map.of(), plane.profile());
    }

    /** Returns whether the endpoint is ready; empty if nothing was learnt of it. */
    CompletionStage<Optional<Boolean>> outcome() {
        return outcome;
    }

    void start() {
        ScheduledFuture<?> limit = after(LOOKUP_BOUND, () -> notFound("the store did not answer in time"));
        outcome.whenComplete((done, failure) -> limit.cancel(false));
        canary.find(id).whenComplete((found, failure) -> {
            limit.cancel(false);
            if (failure != null) {
                notFound(failure);
            } else if (found.isEmpty()) {
                notFound("discovery has no such instance");
            } else if (!outcome.isDone()) {
                call(found.get());
            }
        });
    }

    /** Ends the canary without an outcome. */
    void giveUp() {
        outcome.complete(Optional.empty());
        end();
    }

    private void notFound(Object cause) {
        if (outcome.complete(Optional.empty())) {
            plane.notices().error("Canary cannot look up its endpoint", "endpoint", id, "cause", cause);
        }
    }

    private void call(Instance instance) {
        address = instance.address().value();
        Duration bound = plane.settings().get(SystemSettings.HEALTH_CHECK_REQUEST_TIMEOUT);
        ScheduledFuture<?> limit = after(bound, () -> {
            notReady("no item within " + bound.toMillis() + " ms");
            end();
        });
        over.whenComplete((done, failure) -> limit.cancel(false));
        CompletionStage<ResponseStream> answer;
        try {
            answer = canary.caller().call(id, instance.address(), new CallRequest(context, payload));
        } catch (RuntimeException refused) {
            answer = CompletableFuture.failedFuture(refused);
        }
        CompletionStage<ResponseStream> begun = answer;
        over.whenComplete((done, failure) -> begun.toCompletableFuture().cancel(false)); // kills it if it has not begun
        begun.whenComplete((stream, failure) -> {
            if (failure == null) {
                stream.subscribe(this);
            } else {
                notReady(failure);
                end();
            }
        });
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ResponseItem item) {
        if (outcome.isDone()) {
            return;
        }
        if (item.isError()) {
            notReady(item);
        } else {
            outcome.complete(Optional.of(true));
        }
    }

    @Override
    public void onError(Throwable failure) {
        notReady(failure);
        over.complete(null);
    }

    @Override
    public void onComplete() {
        notReady("the answer has no items");
        over.complete(null);
    }

    private void notReady(Object cause) {
        if (outcome.complete(Optional.of(false))) {
            plane.notices().warn("Canary failed", "endpoint", id, "address", address, "cause", cause);
        }
    }

    private void end() {
        if (over.complete(null)) {
            context.kill();
        }
    }

    private ScheduledFuture<?> after(Duration bound, Runnable step) {
        return plane.io().scheduler().schedule(step, bound.toNanos(), TimeUnit.NANOSECONDS);
    }
}
