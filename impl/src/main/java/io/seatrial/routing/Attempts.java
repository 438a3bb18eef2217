package io.seatrial.routing;

import io.seatrial.plane.PlaneException;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Caller;
import io.seatrial.response.ResponseStream;
import io.seatrial.routing.RouterMetrics.Migrated;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to get one request answered: one after the other, each at another instance than the one before, up to the limit. Used by one
 * thread at a time.
 */
final class Attempts {

    private final Chooser chooser;
    private final Caller caller;
    private final Faults faults;
    private final RouterMetrics metrics;
    private int left;
    private @Nullable Target last;

    Attempts(Chooser chooser, Caller caller, Faults faults, RouterMetrics metrics, int limit) {
        this.chooser = chooser;
        this.caller = caller;
        this.faults = faults;
        this.metrics = metrics;
        this.left = limit;
    }

    /** Returns whether a request may be sent anew. */
    boolean mayFollow(CallRequest request) {
        return left > 0 && !request.context().isStopped();
    }

    /**
     * Sends a request for the first time.
     *
     * @param finish makes of the stream of an answer what the caller is given
     * @return fails with the last failure; completing it otherwise gives the request up
     */
    CompletableFuture<ResponseStream> begin(CallRequest request, UnaryOperator<ResponseStream> finish) {
        return new Series(request, finish, null).run();
    }

    /** Sends a request to continue an answer that broke off, which counts as one more attempt. */
    CompletableFuture<ResponseStream> resume(CallRequest request, Throwable broken) {
        left--;
        return new Series(request, stream -> stream, broken).run();
    }

    /** Attempts until an answer begins. */
    private final class Series {

        private final CallRequest request;
        private final UnaryOperator<ResponseStream> finish;
        private final CompletableFuture<ResponseStream> result = new CompletableFuture<>();
        private Migrated kind;
        private @Nullable Throwable why;
        private volatile @Nullable CompletableFuture<ResponseStream> attempt;

        Series(CallRequest request, UnaryOperator<ResponseStream> finish, @Nullable Throwable broken) {
            this.request = request;
            this.finish = finish;
            this.why = broken;
            this.kind = broken == null ? Migrated.NEW_REQUEST : Migrated.ONGOING_REQUEST;
        }

        CompletableFuture<ResponseStream> run() {
            result.whenComplete((given, failure) -> giveUp());
            proceed();
            return result;
        }

        private void proceed() {
            try {
                attempt();
            } catch (RuntimeException unexpected) { // nobody above would tell the caller
                result.completeExceptionally(unexpected);
            }
        }

        /** A loop where attempts fail at once, so that many of them need no deep stack. */
        private void attempt() {
            while (!result.isDone()) {
                CompletableFuture<ResponseStream> sent = send();
                if (sent == null) {
                    return;
                }
                attempt = sent;
                if (result.isDone()) {
                    giveUp();
                }
                if (!sent.isDone()) {
                    sent.whenComplete((stream, failure) -> {
                        if (goesOn(stream, failure)) {
                            proceed();
                        }
                    });
                    return;
                }
                if (!sent.handle(this::goesOn).join()) {
                    return;
                }
            }
        }

        private @Nullable CompletableFuture<ResponseStream> send() {
            Target target;
            try {
                target = chooser.next(last);
            } catch (PlaneException nobody) {
                result.completeExceptionally(worthTelling(nobody));
                return null;
            }
            if (why != null) {
                metrics.migrated(kind);
                kind = Migrated.NEW_REQUEST;
            }
            last = target;
            return caller.call(target.id(), target.instance().address(), request, target)
                    .toCompletableFuture();
        }

        /** Takes the outcome of an attempt; returns whether there is to be another. */
        private boolean goesOn(@Nullable ResponseStream stream, @Nullable Throwable failure) {
            if (failure == null) {
                ResponseStream begun = Objects.requireNonNull(stream);
                if (!result.complete(finish.apply(begun))) {
                    begun.subscribe(new Unwanted()); // given up in the same moment
                }
                return false;
            }
            if (faults.isFault(failure) && mayFollow(request)) {
                left--;
                why = failure;
                return true;
            }
            result.completeExceptionally(failure);
            return false;
        }

        /** That nobody is left says less than why somebody was looked for. */
        private Throwable worthTelling(PlaneException nobody) {
            if (why == null) {
                return nobody;
            }
            why.addSuppressed(nobody);
            return why;
        }

        private void giveUp() {
            CompletableFuture<ResponseStream> sent = attempt;
            if (sent != null) {
                sent.cancel(false);
            }
        }
    }
}
