package io.seatrial.runtime;

import io.seatrial.response.ResponseItem;
import io.seatrial.response.ResponseStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes whole answers. */
final class Answers {

    private Answers() {}

    /** Returns the items of an answer that ends well. */
    static List<String> of(ResponseStream stream) {
        return WorkerUnderTest.done(collect(stream));
    }

    static CompletionStage<List<String>> collect(ResponseStream stream) {
        CompletableFuture<List<String>> all = new CompletableFuture<>();
        List<String> items = new ArrayList<>();
        stream.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ResponseItem item) {
                items.add(item.toString());
            }

            @Override
            public void onError(Throwable failure) {
                all.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                all.complete(items);
            }
        });
        return all;
    }
}
