package example.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.seatrial.testkit.spi.StreamEngine;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Writes what an engine answers into a call. The engine is asked for the next item only when the connection has room for it. */
final class Answer implements Flow.Subscriber<String> {

    private final ServerCall<byte[], byte[]> call;
    private final Context context;
    private final Runnable ended;
    private Flow.Subscription items;
    private boolean owed;
    private boolean over;

    /**
     * Creates an answer.
     *
     * @param ended told once, when nothing of it is under way any more
     */
    Answer(ServerCall<byte[], byte[]> call, Context context, Runnable ended) {
        this.call = call;
        this.context = context;
        this.ended = ended;
    }

    /** Asks the engine. Headers, sent before any item, tell the caller that it has accepted. */
    void begin(StreamEngine engine, byte[] request) {
        CompletionStage<Flow.Publisher<String>> accepted;
        try {
            accepted = engine.generate(new String(request, StandardCharsets.UTF_8), context);
        } catch (RuntimeException thrown) {
            accepted = CompletableFuture.failedFuture(thrown);
        }
        accepted.whenComplete((publisher, refusal) -> {
            if (refusal != null) {
                end(Statuses.refused(refusal));
            } else if (accept()) {
                publisher.subscribe(this);
            }
        });
    }

    private synchronized boolean accept() {
        if (!over) {
            call.sendHeaders(new Metadata());
        }
        return !over;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        synchronized (this) {
            items = subscription;
        }
        ask();
    }

    /** Asks for one item, now or when there is room. */
    private void ask() {
        Flow.Subscription from;
        synchronized (this) {
            owed = !over && !call.isReady();
            from = over || owed ? null : items;
        }
        if (from != null) {
            from.request(1);
        }
    }

    /** There is room. */
    void goOn() {
        boolean waiting;
        synchronized (this) {
            waiting = owed;
        }
        if (waiting) {
            ask();
        }
    }

    @Override
    public void onNext(String item) {
        synchronized (this) {
            if (over) {
                return;
            }
            call.sendMessage(item.getBytes(StandardCharsets.UTF_8));
        }
        ask();
    }

    @Override
    public void onError(Throwable failure) {
        end(Statuses.brokenOff(failure));
    }

    @Override
    public void onComplete() {
        end(Status.OK);
    }

    /** The caller wants no more. */
    void stop() {
        context.stop();
        end(Status.OK);
    }

    /** The caller has broken off, or has gone. */
    void kill() {
        context.kill();
        end(Status.CANCELLED);
    }

    private void end(Status status) {
        Flow.Subscription from;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            from = items;
            if (status.getCode() != Status.Code.CANCELLED) {
                call.close(status, new Metadata());
            }
        }
        if (from != null) {
            from.cancel();
        }
        ended.run();
    }
}
