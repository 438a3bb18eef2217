package io.seatrial.testkit.zoo.forwarding;

import java.util.concurrent.Flow;

/** A subscriber that passes on what it gets, between a publisher and another subscriber. */
public class ForwardingItems<T> implements Flow.Subscriber<T> {

    private final Flow.Subscriber<? super T> subscriber;

    /** Creates one in front of another. */
    protected ForwardingItems(Flow.Subscriber<? super T> subscriber) {
        this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(T item) {
        subscriber.onNext(item);
    }

    @Override
    public void onError(Throwable failure) {
        subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
        subscriber.onComplete();
    }
}
