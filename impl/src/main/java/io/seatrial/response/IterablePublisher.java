package io.seatrial.response;

import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes what an iterator gives, as fast as it is asked for and on the thread that asks. Each subscriber gets an iterator of its own. */
final class IterablePublisher implements Flow.Publisher<byte[]> {

    private final Iterable<byte[]> items;

    IterablePublisher(Iterable<byte[]> items) {
        this.items = Objects.requireNonNull(items, "items");
    }

    @Override
    public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
        new Run(items.iterator(), subscriber).begin();
    }

    private static final class Run implements Flow.Subscription {

        private final Iterator<byte[]> items;
        private final Flow.Subscriber<? super byte[]> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private volatile boolean over;

        Run(Iterator<byte[]> items, Flow.Subscriber<? super byte[]> subscriber) {
            this.items = items;
            this.subscriber = Objects.requireNonNull(subscriber, "subscriber");
        }

        void begin() {
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                if (!over) {
                    over = true;
                    subscriber.onError(new IllegalArgumentException("Items asked for: " + count));
                }
                return;
            }
            // Whoever finds no demand emits; a request from within onNext only adds to what is left to do.
            if (demand.getAndAccumulate(count, Run::capped) == 0) {
                emit();
            }
        }

        @Override
        public void cancel() {
            over = true;
        }

        private void emit() {
            long asked = demand.get();
            long given = 0;
            while (true) {
                while (given < asked) {
                    if (over || !emitOne()) {
                        return;
                    }
                    given++;
                }
                asked = demand.get();
                if (given == asked) {
                    asked = demand.addAndGet(-given);
                    given = 0;
                    if (asked == 0) {
                        return;
                    }
                }
            }
        }

        /** Emits an item, or the end; returns whether there may be more. */
        private boolean emitOne() {
            byte[] item;
            try {
                if (!items.hasNext()) {
                    over = true;
                    subscriber.onComplete();
                    return false;
                }
                item = items.next();
            } catch (RuntimeException failure) {
                over = true;
                subscriber.onError(failure);
                return false;
            }
            subscriber.onNext(item);
            return true;
        }

        private static long capped(long left, long more) {
            long sum = left + more;
            return sum < 0 ? Long.MAX_VALUE : sum;
        }
    }
}
