package io.seatrial.response;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request whose answer has not begun: registered under a subject until a worker calls home under it, or until it is clear that none
 * will. Its caller gets the stream when the request is acknowledged <em>and</em> the worker has started, in whichever order
 * (dynamo-tcp.md 5). Safe for use from many threads.
 */
final class PendingStream {

    private final PlaneContext plane;
    private final ResponseServer server;
    private final String subject;
    private final long number;
    private final StreamContext context;
    private final @Nullable EndpointId instance;
    private final CallObserver observer;
    private final Duration bound;
    private final CompletableFuture<ResponseStream> result;
    private final Runnable listener = this::contextChanged;
    private @Nullable CallerConnection connection;
    private @Nullable AnswerStream stream;
    private @Nullable ScheduledFuture<?> timer;
    private boolean acknowledged;
    private boolean settled;
    private boolean begun;
    private boolean forgotten;

    PendingStream(
            PlaneContext plane,
            ResponseServer server,
            String subject,
            long number,
            StreamContext context,
            @Nullable EndpointId instance,
            CallObserver observer,
            CompletableFuture<ResponseStream> result) {
        this.plane = plane;
        this.server = server;
        this.subject = subject;
        this.number = number;
        this.context = context;
        this.instance = instance;
        this.observer = observer;
        this.result = result;
        this.bound = plane.settings().get(RuntimeSettings.FIRST_RESPONSE_TIMEOUT);
    }

    /** Begins to listen to the caller, who may stop, kill or give up the request at any time. */
    void open() {
        result.whenComplete((given, failure) -> {
            if (settle()) {
                givenUp();
            }
        });
        if (plane.profile().isReference()) {
            context.listen(listener);
            contextChanged();
        }
    }

    String subject() {
        return subject;
    }

    /** Returns what orders it among others: later ones have larger numbers. */
    long number() {
        return number;
    }

    StreamContext context() {
        return context;
    }

    @Nullable
    EndpointId instance() {
        return instance;
    }

    CallObserver observer() {
        return observer;
    }

    /** The worker's server has taken the request. */
    void acknowledged() {
        AnswerStream ready;
        synchronized (this) {
            acknowledged = true;
            ready = settled ? null : stream;
            settled |= ready != null;
            startTimer();
        }
        if (ready != null) {
            hand(ready);
        }
    }

    /** A worker has called home under the subject; returns whether anybody has something to say to it. */
    synchronized boolean attach(CallerConnection worker) {
        connection = worker;
        if (plane.profile().isReference() && context.isStopped()) {
            leaveToConnection();
        }
        return !forgotten;
    }

    /** The worker has started; returns whether anybody waits for it. */
    boolean begin(AnswerStream items) {
        synchronized (this) {
            begun = true;
            clearTimer();
            if (settled) {
                return false;
            }
            stream = items;
            if (!acknowledged) {
                return true;
            }
            settled = true;
        }
        hand(items);
        return true;
    }

    private void hand(AnswerStream items) {
        context.forget(listener);
        if (result.complete(items)) {
            items.expectSubscriber(bound);
        } else {
            forgetWorker(); // given up in the same moment
        }
    }

    /** The worker's connection ended, or broke the protocol, before it said whether it could start. */
    void unlinked() {
        String text = "Unlinked request; initiating request task was dropped or cancelled";
        fail(
                plane.profile().isReference()
                        ? new PlaneException.Disconnected(text, null)
                        : new PlaneException.Untyped(text, null));
    }

    /** There will be no stream. */
    void fail(Throwable failure) {
        boolean mine = settle();
        forgetWorker();
        if (mine) {
            observer.failed(failure);
            result.completeExceptionally(failure);
        }
    }

    /** The caller's future was completed by somebody else: nobody waits. 1.0.x notices that only when the worker has started. */
    private void givenUp() {
        if (plane.profile().isReference() || bound.isZero()) {
            forgetWorker();
        } else {
            expectWorkerNoLonger();
        }
    }

    private void contextChanged() {
        if (!context.isStopped()) {
            return;
        }
        AnswerStream items;
        synchronized (this) {
            if (settled) {
                return;
            }
            settled = true;
            items = stream;
        }
        context.forget(listener);
        expectToTellWorker();
        result.complete(items == null ? AnswerStream.ended(context) : items);
    }

    /** The registration stays, within its bound, so that a worker that calls home can be told. */
    private void expectToTellWorker() {
        synchronized (this) {
            if (connection != null) {
                leaveToConnection();
                return;
            }
        }
        if (bound.isZero()) {
            forgetWorker();
        } else {
            expectWorkerNoLonger();
        }
    }

    /** The connection tells its worker and has bounds of its own: no answer is waited for, so none can be late. */
    private void leaveToConnection() {
        begun = true;
        clearTimer();
    }

    private synchronized void expectWorkerNoLonger() {
        acknowledged = true;
        startTimer();
    }

    /** Starts the time in which the answer must begin. */
    private void startTimer() {
        if (timer == null && !begun && !forgotten && !bound.isZero()) {
            timer = plane.io().scheduler().schedule(this::expired, bound.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void clearTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void expired() {
        fail(new PlaneException.ResponseTimeout(
                "No response to request " + context.id() + " within " + bound.toMillis() + " ms"));
    }

    private boolean settle() {
        synchronized (this) {
            if (settled) {
                return false;
            }
            settled = true;
        }
        context.forget(listener);
        return true;
    }

    private void forgetWorker() {
        server.remove(this);
        CallerConnection worker;
        synchronized (this) {
            forgotten = true;
            clearTimer();
            worker = connection;
        }
        if (worker != null) {
            worker.abandon();
        }
    }
}
