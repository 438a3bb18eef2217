package io.seatrial.testkit.reference;

import java.util.concurrent.Flow;
import java.util.function.Function;

/** A publisher whose items are another's, translated one by one; demand and end are passed on as they are. */
final class Mapped {

    private Mapped() {}

    static <A, B> Flow.Publisher<B> of(Flow.Publisher<A> publisher, Function<? super A, ? extends B> translate) {
        return subscriber -> publisher.subscribe(new Flow.Subscriber<A>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(A item) {
                subscriber.onNext(translate.apply(item));
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
            }
        });
    }
}
