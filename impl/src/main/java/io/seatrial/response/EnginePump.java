package io.seatrial.response;

import io.netty.util.concurrent.Future;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.wire.TwoPartEncoder;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the engine of one request and moves its items to the connection, no more at a time than it asked for, and asking only while the
 * connection has room. The engine may signal from any thread; everything else happens on the connection's event loop.
 */
final class EnginePump {

    /** The most items on their way from the engine. */
    static final int WINDOW = 64;

    private final PlaneContext plane;
    private final WorkerCall call;
    private final WorkerConnection connection;
    private final EngineSubscriber subscriber;
    private final int maxItemBytes;
    private Flow.@Nullable Subscription subscription;
    private @Nullable Future<?> patience;
    private Phase phase = Phase.GENERATING;
    private int expected;
    private boolean asking;
    private boolean busy;
    private boolean turnIsDue;

    private enum Phase {
        GENERATING,
        SUBSCRIBING,
        STREAMING,
        OVER
    }

    EnginePump(PlaneContext plane, WorkerCall call, WorkerConnection connection) {
        this.plane = plane;
        this.call = call;
        this.connection = connection;
        this.subscriber = new EngineSubscriber(this, connection);
        this.maxItemBytes = plane.settings().get(RuntimeSettings.MAX_RESPONSE_MESSAGE_SIZE)
                - TwoPartEncoder.HEAD_BYTES
                - WorkerConnection.AROUND_ITEM_BYTES;
    }

    /** Asks the engine for an answer. */
    void start() {
        if (call.engine().mayBlock()) {
            connection.flush(); // the caller shall not wait for a thread to see that the worker is there
        }
        aside(this::generate);
    }

    private void generate() {
        CompletionStage<Flow.Publisher<byte[]>> answer;
        try {
            answer = Objects.requireNonNull(call.engine().generate(call.context(), call.body()), "answer");
        } catch (Throwable failure) { // also an Error: it must reach the caller, not the event loop
            answer = CompletableFuture.failedFuture(failure);
        }
        answer.whenComplete((items, failure) -> connection.execute(() -> generated(items, failure)));
    }

    private void generated(Flow.@Nullable Publisher<byte[]> items, @Nullable Throwable failure) {
        if (phase != Phase.GENERATING) {
            if (items != null) {
                aside(() -> items.subscribe(subscriber)); // only to be told that nobody wants them
            }
            return;
        }
        if (items == null) {
            refused(failure == null ? new NullPointerException("items") : failure);
            return;
        }
        phase = Phase.SUBSCRIBING;
        if (connection.isLive()) {
            connection.begin();
        }
        busy = true; // what comes at once leaves together
        aside(() -> items.subscribe(subscriber));
        busy = false;
        turn();
    }

    private void refused(Throwable failure) {
        over();
        String text = "Generate Error: " + Failures.message(failure);
        call.metrics().count(HandlerError.GENERATE);
        if (connection.isLive()) {
            connection.refuse(text);
        }
        call.fail(new PlaneException.Untyped(text, failure));
    }

    /** The engine has taken the subscription. */
    void subscribed(Flow.Subscription given) {
        if (phase != Phase.SUBSCRIBING) {
            given.cancel();
            return;
        }
        subscription = given;
        phase = Phase.STREAMING;
        if (connection.isLive()) {
            turn();
        } else {
            connectionEnded();
        }
    }

    /** Takes several signals together: what they lead to is sent at once. */
    void together(Runnable signals) {
        busy = true;
        signals.run();
        busy = false;
        turn();
    }

    /** The answer is complete. */
    void completed() {
        if (phase != Phase.STREAMING) {
            return;
        }
        over();
        if (connection.isLive()) {
            connection.complete();
        } else {
            call.metrics().count(HandlerError.PUBLISH_FINAL);
        }
        call.answered();
        call.end();
    }

    /** The next item. */
    void item(byte[] item) {
        if (phase != Phase.STREAMING) {
            return;
        }
        expected--;
        if (!connection.isLive()) {
            unwanted();
        } else if (expected < 0) {
            brokeOff(new IllegalStateException("The engine gave more items than it was asked for"));
        } else if (item.length > maxItemBytes) {
            brokeOff(new PlaneException.PayloadTooLarge(
                    "Item of " + item.length + " bytes is larger than the maximum of " + maxItemBytes + " bytes"));
        } else {
            connection.item(item);
            turnLater();
        }
    }

    /** The engine failed in the middle: the caller sees a stream without its end (dynamo-tcp.md 137). */
    void brokeOff(Throwable failure) {
        if (phase != Phase.STREAMING && phase != Phase.SUBSCRIBING) {
            return;
        }
        cancel();
        over();
        call.metrics().count(HandlerError.GENERATE);
        plane.notices()
                .warn("Engine broke off its answer", "request", call.context().id(), "cause", failure);
        if (connection.isLive()) {
            connection.finish();
        }
        call.fail(new PlaneException.Untyped("Engine broke off its answer: " + Failures.message(failure), failure));
    }

    /** Goes on where there is something to do: asks for items, sends what came. */
    void turn() {
        turnIsDue = false;
        if (busy || phase == Phase.OVER) {
            return;
        }
        if (wantsItems()) {
            ask(WINDOW - expected);
        }
        busy = true; // a flush that makes room is no reason to begin another turn inside this one
        connection.flush();
        busy = false;
        if (wantsItems()) {
            turnLater(); // others have their turn first
        }
    }

    private boolean wantsItems() {
        return phase == Phase.STREAMING && !asking && expected <= WINDOW / 2 && connection.isWritable();
    }

    private void ask(int count) {
        Flow.Subscription source = Objects.requireNonNull(subscription);
        expected += count;
        asking = true; // until it returns: a publisher is not asked twice at a time
        boolean wasBusy = busy;
        busy = true;
        aside(() -> {
            source.request(count);
            connection.execute(this::asked);
        });
        busy = wasBusy;
    }

    private void asked() {
        asking = false;
        turn();
    }

    private void turnLater() {
        if (!busy && !turnIsDue) {
            turnIsDue = true;
            connection.executeLater(this::turn);
        }
    }

    /** The connection takes no more; the engine's context says why, if the caller did. */
    void connectionEnded() {
        if (phase == Phase.OVER) {
            return;
        }
        if (phase == Phase.STREAMING && plane.profile().isReference()) {
            unwanted();
            return;
        }
        // An engine that is not reading its items notices only its context; 1.0.x waits for its next item, we not for
        // ever.
        if (patience == null) {
            long bound = plane.settings().get(RuntimeSettings.CLOSE_WAIT).toNanos();
            patience = connection.loop().schedule(this::unwanted, bound, TimeUnit.NANOSECONDS);
        }
        if (phase == Phase.STREAMING && expected == 0 && !asking) {
            ask(1);
        }
    }

    /** The caller does not want what the engine makes (dynamo-tcp.md 115). */
    private void unwanted() {
        if (phase == Phase.OVER) {
            return;
        }
        over();
        call.metrics().count(HandlerError.PUBLISH_RESPONSE);
        cancel();
        if (!call.context().isStopped()) {
            call.context().stop();
        }
        call.end();
    }

    private void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void over() {
        phase = Phase.OVER;
        if (patience != null) {
            patience.cancel(false);
        }
    }

    /** Runs what may block where it may, and turns what it throws into a failure of the engine. */
    private void aside(Runnable task) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (Throwable failure) { // also an Error: the request must not stay in flight for ever
                connection.execute(() -> threw(failure));
            }
        };
        if (!call.engine().mayBlock()) {
            guarded.run();
            return;
        }
        try {
            plane.io().blocking().execute(guarded);
        } catch (RejectedExecutionException shutDown) {
            threw(shutDown);
        }
    }

    private void threw(Throwable failure) {
        if (phase == Phase.GENERATING) {
            refused(failure);
        } else {
            brokeOff(failure);
        }
    }
}
