package io.seatrial.testkit.probe;

import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.time.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber in the hands of a case: it asks for as many items as the case wants and keeps them.
 *
 * @param <T> the type of the items
 */
public final class ItemProbe<T> implements Flow.Subscriber<T> {

    private final Waits waits;
    private final List<T> items = new ArrayList<>();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long asked;

    private ItemProbe(Waits waits) {
        this.waits = waits;
    }

    /** Subscribes; nothing is asked for yet. */
    public static <T> ItemProbe<T> subscribe(Flow.Publisher<T> publisher, Waits waits) {
        ItemProbe<T> probe = new ItemProbe<>(waits);
        publisher.subscribe(probe);
        waits.value("the subscription to a stream", probe.subscribed);
        return probe;
    }

    /** Asks for further items. */
    public ItemProbe<T> request(long count) {
        synchronized (this) {
            asked = asked + count < 0 ? Long.MAX_VALUE : asked + count;
        }
        subscription().request(count);
        return this;
    }

    /** Asks for {@code count} further items and waits until they have come; fails if the stream ends before. */
    public List<T> take(int count) {
        int target = items().size() + count;
        request(count);
        waits.mustHappen(
                waits.budget().ceiling(), count + " items of a stream", () -> items().size() >= target || end.isDone());
        if (items().size() < target) {
            throw CaseFailure.of("a stream", target + " items", "ended after " + items());
        }
        return items();
    }

    /** Asks for everything and returns it once the stream has completed; fails if it fails. */
    public List<T> drain() {
        request(Long.MAX_VALUE);
        waits.value("the end of a stream", end);
        return items();
    }

    /** Drops the stream. */
    public void cancel() {
        subscription().cancel();
    }

    private Flow.Subscription subscription() {
        synchronized (this) {
            return Objects.requireNonNull(subscription, "subscribe comes first");
        }
    }

    /** Returns what has come so far. */
    public synchronized List<T> items() {
        return List.copyOf(items);
    }

    /** Returns a future that completes as the stream ends. */
    public CompletableFuture<Void> end() {
        return end;
    }

    /** Returns the failure with which the stream ended, if it did. */
    public Optional<Throwable> failure() {
        return end.isCompletedExceptionally()
                ? end.handle((done, failure) -> Optional.ofNullable(failure)).join()
                : Optional.empty();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        synchronized (this) {
            subscription = given;
        }
        subscribed.complete(null);
    }

    @Override
    public void onNext(T item) {
        boolean tooMany;
        synchronized (this) {
            items.add(item);
            tooMany = items.size() > asked;
        }
        if (tooMany || end.isDone()) {
            end.obtrudeException(CaseFailure.of(
                    "a stream", "no more items than were asked for, and none after its end", "gave " + item));
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
