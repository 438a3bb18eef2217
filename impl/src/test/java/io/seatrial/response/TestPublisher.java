package io.seatrial.response;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An engine's answer that a test makes by hand, from its own thread, and that knows what was asked of it. */
final class TestPublisher implements Flow.Publisher<byte[]> {

    final AtomicLong asked = new AtomicLong();
    final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private final CompletableFuture<Flow.Subscriber<? super byte[]>> subscriber = new CompletableFuture<>();

    @Override
    public void subscribe(Flow.Subscriber<? super byte[]> given) {
        given.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                asked.addAndGet(count);
            }

            @Override
            public void cancel() {
                cancelled.complete(null);
            }
        });
        if (!subscriber.complete(given)) {
            throw new AssertionError("a second subscription");
        }
    }

    TestPublisher emit(String... items) {
        for (String item : items) {
            to().onNext(item.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    void complete() {
        to().onComplete();
    }

    void fail(String message) {
        to().onError(new IllegalStateException(message));
    }

    boolean isSubscribed() {
        return subscriber.isDone();
    }

    private Flow.Subscriber<? super byte[]> to() {
        return subscriber.copy().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
