package io.seatrial.response;

import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A subscriber that logs what it hears, and does something in the middle of it.
 *
 * @param <T> what it subscribes to
 */
final class LoggingSubscriber<T> implements Flow.Subscriber<T> {

    private final List<String> log;
    private final Function<T, String> text;
    private Consumer<Flow.Subscription> atOnce = subscription -> {};
    private Consumer<T> onItem = item -> {};
    private Flow.Subscription subscription = new Flow.Subscription() {
        @Override
        public void request(long count) {
            throw new AssertionError("no subscription yet");
        }

        @Override
        public void cancel() {
            throw new AssertionError("no subscription yet");
        }
    };

    /** Creates a subscriber that asks for nothing by itself. */
    LoggingSubscriber(List<String> log, Function<T, String> text) {
        this.log = log;
        this.text = text;
    }

    /** Does this with the subscription as soon as it has one. */
    LoggingSubscriber<T> atOnce(Consumer<Flow.Subscription> action) {
        atOnce = action;
        return this;
    }

    /** Does this in the middle of each item. */
    LoggingSubscriber<T> onItem(Consumer<T> action) {
        onItem = action;
        return this;
    }

    Flow.Subscription subscription() {
        return subscription;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        atOnce.accept(given);
        log.add("subscribed");
    }

    @Override
    public void onNext(T item) {
        log.add("<" + text.apply(item));
        onItem.accept(item);
        log.add(text.apply(item) + ">");
    }

    @Override
    public void onError(Throwable failure) {
        log.add("failed: " + failure.getMessage());
    }

    @Override
    public void onComplete() {
        log.add("complete");
    }
}
