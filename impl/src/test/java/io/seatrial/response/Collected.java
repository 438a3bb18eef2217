package io.seatrial.response;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** A subscriber that keeps what it gets. */
public final class Collected implements Flow.Subscriber<ResponseItem> {

    public final List<String> items = new CopyOnWriteArrayList<>();
    public final CompletableFuture<Void> end = new CompletableFuture<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final long first;

    private Collected(long first) {
        this.first = first;
    }

    /** Subscribes and asks for everything. */
    public static Collected all(ResponseStream stream) {
        return some(stream, Long.MAX_VALUE);
    }

    /** Subscribes and asks for that many. */
    public static Collected some(ResponseStream stream, long count) {
        Collected collected = new Collected(count);
        stream.subscribe(collected);
        return collected;
    }

    public Flow.Subscription subscription() {
        return subscription.copy().orTimeout(30, TimeUnit.SECONDS).join();
    }

    public Collected awaitItems(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> items.size() >= count);
        return this;
    }

    /** Waits for a good end. */
    public List<String> join() {
        end.copy().orTimeout(30, TimeUnit.SECONDS).join();
        return items;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
        if (first > 0) {
            given.request(first);
        }
    }

    @Override
    public void onNext(ResponseItem item) {
        if (end.isDone()) {
            throw new AssertionError("an item after the end");
        }
        items.add(item.toString());
    }

    @Override
    public void onError(Throwable failure) {
        if (!end.completeExceptionally(failure)) {
            throw new AssertionError("a second end");
        }
    }

    @Override
    public void onComplete() {
        if (!end.complete(null)) {
            throw new AssertionError("a second end");
        }
    }
}
