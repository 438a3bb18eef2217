package io.seatrial.scenarios.peer;

import io.seatrial.response.StreamContext;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Publishes what an iterator gives, one item after each pause, and ends early when the request is stopped. For one subscriber. The
 * scheduler has one thread, and all of the state is that thread's.
 */
final class PacedPublisher implements Flow.Publisher<byte[]> {

    private final Iterator<byte[]> items;
    private final Duration pause;
    private final ScheduledExecutorService scheduler;
    private final StreamContext context;

    PacedPublisher(Iterator<byte[]> items, Duration pause, ScheduledExecutorService scheduler, StreamContext context) {
        this.items = items;
        this.pause = pause;
        this.scheduler = scheduler;
        this.context = context;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super byte[]> subscriber) {
        Pace pace = new Pace(subscriber);
        scheduler.execute(() -> {
            subscriber.onSubscribe(pace);
            pace.rest();
        });
        context.stopped().thenRun(() -> scheduler.execute(pace::complete));
    }

    private final class Pace implements Flow.Subscription {

        private final Flow.Subscriber<? super byte[]> subscriber;
        private long demand;
        private boolean rested;
        private boolean over;

        Pace(Flow.Subscriber<? super byte[]> subscriber) {
            this.subscriber = subscriber;
        }

        void rest() {
            rested = false;
            scheduler.schedule(
                    () -> {
                        rested = true;
                        emit();
                    },
                    pause.toNanos(),
                    TimeUnit.NANOSECONDS);
        }

        private void emit() {
            if (over || !rested) {
                return;
            }
            if (!items.hasNext()) {
                complete();
            } else if (demand > 0) {
                demand--;
                subscriber.onNext(items.next());
                rest();
            }
        }

        void complete() {
            if (!over) {
                over = true;
                subscriber.onComplete();
            }
        }

        @Override
        public void request(long n) {
            scheduler.execute(() -> {
                if (n <= 0 && !over) {
                    over = true;
                    subscriber.onError(new IllegalArgumentException("demand must be positive, not " + n));
                }
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
                emit();
            });
        }

        @Override
        public void cancel() {
            scheduler.execute(() -> over = true);
        }
    }
}
