package io.seatrial.routing;

import java.util.concurrent.Flow;

/** Ends a stream that nobody wants. */
final class Unwanted implements Flow.Subscriber<Object> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(Object item) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
