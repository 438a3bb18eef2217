package io.seatrial.testkit.cases;

import io.seatrial.testkit.spi.StreamItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A consumer as they are written in practice: it asks for its first item as it subscribes, and for the next one with each item. */
final class OneByOne implements Flow.Subscriber<StreamItem> {

    private final List<String> signals = new ArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /** Returns what it was told so far: that it is subscribed, and the JSON of each item, once each signal before it has returned. */
    synchronized List<String> signals() {
        return List.copyOf(signals);
    }

    /** Returns a future that ends as the stream does. */
    CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
        note("subscribed"); // last: an item that comes before this signal has returned is noted before it
    }

    @Override
    public void onNext(StreamItem item) {
        Objects.requireNonNull(subscription, "subscription").request(1);
        note(item.json());
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }

    private synchronized void note(String signal) {
        signals.add(signal);
    }
}
