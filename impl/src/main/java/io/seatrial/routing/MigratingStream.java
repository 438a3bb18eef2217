package io.seatrial.routing;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Notices;
import io.seatrial.response.CallRequest;
import io.seatrial.response.ResponseItem;
import io.seatrial.response.ResponseStream;
import io.seatrial.response.StreamContext;
import io.seatrial.wire.DynamoError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An answer that may come from several instances, one after the other. Its subscriber sees one stream: what it has asked for and not been
 * given is asked of the next instance, and an error for which the request migrates is not delivered.
 */
final class MigratingStream implements ResponseStream, Flow.Subscription {

    private final Attempts attempts;
    private final Faults faults;
    private final Notices notices;
    private final CallRequest original;
    private final @Nullable Continuation continuation;
    private final ResponseStream first;
    private final AtomicBoolean taken = new AtomicBoolean();

    // By the instance's turn only; turns follow each other.
    private final List<ResponseItem> received = new ArrayList<>();
    private long delivered;
    private Flow.@Nullable Subscriber<? super ResponseItem> to;

    private long requested; // guarded by this, as are the rest
    private @Nullable Long malformed;
    private boolean cancelled;
    private Flow.@Nullable Subscription leg;
    private @Nullable CompletableFuture<ResponseStream> between;

    MigratingStream(
            Attempts attempts,
            Faults faults,
            Notices notices,
            CallRequest original,
            @Nullable Continuation continuation,
            ResponseStream first) {
        this.attempts = attempts;
        this.faults = faults;
        this.notices = notices;
        this.original = original;
        this.continuation = continuation;
        this.first = first;
    }

    @Override
    public StreamContext context() {
        return original.context();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ResponseItem> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (!taken.compareAndSet(false, true)) {
            subscriber.onSubscribe(new Refusal());
            subscriber.onError(new IllegalStateException("The stream has a subscriber already"));
            return;
        }
        to = subscriber;
        boolean welcome = false;
        try {
            subscriber.onSubscribe(this);
            welcome = true;
        } finally {
            if (!welcome) {
                cancel();
            }
            first.subscribe(new Leg());
        }
    }

    @Override
    public void request(long count) {
        Flow.Subscription now;
        synchronized (this) {
            if (count > 0) {
                long sum = requested + count;
                requested = sum < 0 ? Long.MAX_VALUE : sum;
            } else {
                malformed = count;
            }
            now = leg;
        }
        if (now != null) {
            now.request(count);
        }
    }

    @Override
    public void cancel() {
        Flow.Subscription now;
        CompletableFuture<ResponseStream> next;
        synchronized (this) {
            cancelled = true;
            now = leg;
            next = between;
        }
        if (now != null) {
            now.cancel();
        }
        if (next != null) {
            next.cancel(false);
        }
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private Flow.Subscriber<? super ResponseItem> to() {
        return Objects.requireNonNull(to);
    }

    private boolean mayMigrate() {
        return attempts.mayFollow(original) && (delivered == 0 || continuation != null) && !isCancelled();
    }

    /**
     * Goes on at another instance.
     *
     * @param item what to deliver if that is not possible, in place of the failure; {@code null} for the failure
     */
    private void migrate(Throwable broken, @Nullable ResponseItem item) {
        CallRequest next;
        try {
            next = followUp();
        } catch (RuntimeException thrown) {
            notices.error(
                    "The continuation of a request failed", "request", context().id(), "cause", thrown);
            fail(broken, item);
            return;
        }
        CompletableFuture<ResponseStream> resumed = attempts.resume(next, broken);
        boolean unwanted;
        synchronized (this) {
            between = resumed;
            unwanted = cancelled;
        }
        if (unwanted) {
            resumed.cancel(false);
        }
        resumed.whenComplete((stream, failure) -> {
            if (failure == null) {
                stream.subscribe(new Leg());
            } else if (!isCancelled()) {
                fail(failure, item);
            }
        });
    }

    /** Ends as it would have ended without migration; an item that came was asked for. */
    private void fail(Throwable failure, @Nullable ResponseItem item) {
        if (item == null) {
            to().onError(failure);
            return;
        }
        to().onNext(item);
        if (!isCancelled()) {
            to().onComplete();
        }
    }

    private CallRequest followUp() {
        if (delivered == 0 || continuation == null) {
            return original;
        }
        return new CallRequest(context(), continuation.followUp(original, List.copyOf(received)));
    }

    /** What one instance sends. */
    private final class Leg implements Flow.Subscriber<ResponseItem> {

        private Flow.@Nullable Subscription subscription;
        private boolean over;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            long open;
            Long wrong;
            boolean unwanted;
            synchronized (MigratingStream.this) {
                leg = given;
                open = requested - delivered;
                wrong = malformed;
                unwanted = cancelled;
            }
            if (unwanted) {
                given.cancel();
                return;
            }
            if (open > 0) {
                given.request(open);
            }
            if (wrong != null) {
                given.request(wrong); // ends the stream with the error that it is
            }
        }

        @Override
        public void onNext(ResponseItem item) {
            if (over) {
                return;
            }
            DynamoError error = item.error().filter(faults::isFault).orElse(null);
            if (error != null && mayMigrate()) {
                over = true;
                Objects.requireNonNull(subscription).cancel();
                migrate(new PlaneException.Disconnected(error.display(), null), item);
                return;
            }
            delivered++;
            if (continuation != null) {
                received.add(item);
            }
            to().onNext(item);
        }

        @Override
        public void onError(Throwable failure) {
            if (over) {
                return;
            }
            over = true;
            if (faults.isFault(failure) && mayMigrate()) {
                migrate(failure, null);
            } else {
                to().onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (!over) {
                over = true;
                to().onComplete();
            }
        }
    }

    /** The subscription of somebody who came too late. */
    private static final class Refusal implements Flow.Subscription {

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
