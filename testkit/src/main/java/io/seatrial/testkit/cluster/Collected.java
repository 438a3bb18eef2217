package io.seatrial.testkit.cluster;

import io.seatrial.response.ResponseItem;
import io.seatrial.response.ResponseStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** All items of one answer. */
final class Collected implements Flow.Subscriber<ResponseItem> {

    private final List<String> items = new ArrayList<>();
    private final CompletableFuture<List<String>> all = new CompletableFuture<>();

    private Collected() {}

    static CompletionStage<List<String>> of(ResponseStream stream) {
        Collected collected = new Collected();
        stream.subscribe(collected);
        return collected.all;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ResponseItem item) {
        items.add(new String(item.json(), StandardCharsets.UTF_8));
    }

    @Override
    public void onError(Throwable failure) {
        all.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        all.complete(List.copyOf(items));
    }
}
