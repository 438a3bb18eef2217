package io.seatrial.testkit.observed;

import io.seatrial.testkit.history.Fact;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Records what its first subscriber asks for and gets; a second one has no part in the request. */
final class ObservedStream<T> implements Flow.Publisher<T> {

    private final long request;
    private final Flow.Publisher<T> stream;
    private final Recorder recorder;
    private final AtomicBoolean subscribed = new AtomicBoolean();

    ObservedStream(long request, Flow.Publisher<T> stream, Recorder recorder) {
        this.request = request;
        this.stream = stream;
        this.recorder = recorder;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        boolean first = subscribed.compareAndSet(false, true);
        stream.subscribe(first ? new ObservedSubscriber(subscriber) : subscriber);
    }

    private final class ObservedSubscriber implements Flow.Subscriber<T> {
        private final Flow.Subscriber<? super T> subscriber;

        private ObservedSubscriber(Flow.Subscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long count) {
                    recorder.record(new Fact.Asked(request, count));
                    subscription.request(count);
                }

                @Override
                public void cancel() {
                    recorder.record(new Fact.Ended(request, Fact.Ending.CANCELLED, ""));
                    subscription.cancel();
                }
            });
        }

        @Override
        public void onNext(T item) {
            recorder.record(new Fact.Item(request));
            subscriber.onNext(item);
        }

        @Override
        public void onError(Throwable failure) {
            recorder.ended(request, failure);
            subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
            recorder.ended(request, null);
            subscriber.onComplete();
        }
    }
}
