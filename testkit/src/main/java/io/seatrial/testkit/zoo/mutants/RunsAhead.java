package io.seatrial.testkit.zoo.mutants;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Asks for every item at once and keeps those that nobody has asked for: what a queue without a bound does. */
final class RunsAhead<T> implements Flow.Subscriber<T> {

    private final Flow.Subscriber<? super T> subscriber;
    private final Queue<T> kept = new ArrayDeque<>();
    private long wanted;
    private boolean ended;
    private boolean delivering;
    private @Nullable Throwable failure;

    RunsAhead(Flow.Subscriber<? super T> subscriber) {
        this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                synchronized (RunsAhead.this) {
                    wanted = Long.MAX_VALUE - wanted < count ? Long.MAX_VALUE : wanted + count;
                }
                deliver();
            }

            @Override
            public void cancel() {
                subscription.cancel();
            }
        });
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T item) {
        synchronized (this) {
            kept.add(item);
        }
        deliver();
    }

    @Override
    public void onError(Throwable cause) {
        synchronized (this) {
            failure = cause;
            ended = true;
        }
        deliver();
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            ended = true;
        }
        deliver();
    }

    private void deliver() {
        while (true) {
            T item;
            synchronized (this) {
                if (delivering) {
                    return;
                }
                item = wanted > 0 ? kept.poll() : null;
                if (item == null && !(ended && kept.isEmpty())) {
                    return;
                }
                delivering = true;
                wanted--;
            }
            if (item == null) {
                end(); // and stays in delivery: nothing follows an end
                return;
            }
            subscriber.onNext(item);
            synchronized (this) {
                delivering = false;
            }
        }
    }

    private void end() {
        Throwable cause;
        synchronized (this) {
            cause = failure;
        }
        if (cause == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(cause);
        }
    }
}
