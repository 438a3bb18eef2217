package io.seatrial.scenarios.outage;

import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.StreamItem;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Calls through a router until it is told to stop: as many callers side by side, each with a pause between its requests. Without it what
 * fails at once would fail as fast as the machine can, and what succeeds would leave nothing of the machine to those who come back.
 */
final class Load {

    private static final Executor AFTER_PAUSE = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private final PlaneRouter router;
    private final String json;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger replies = new AtomicInteger();
    private final NavigableMap<Integer, Throwable> failures = new ConcurrentSkipListMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final int callers;
    private final AtomicInteger calling;
    private volatile boolean stopped;

    private Load(PlaneRouter router, String json, int callers) {
        this.router = router;
        this.json = json;
        this.callers = callers;
        this.calling = new AtomicInteger(callers);
    }

    /** Begins to call, with the same request each time. */
    static Load start(PlaneRouter router, String json, int callers) {
        Load load = new Load(router, json, callers);
        for (int i = 0; i < callers; i++) {
            load.next();
        }
        return load;
    }

    private void next() {
        if (stopped) {
            if (calling.decrementAndGet() == 0) {
                ended.complete(null);
            }
            return;
        }
        int number = begun.incrementAndGet();
        router.call("load-" + number, json).opened().whenComplete((stream, failure) -> {
            if (failure == null) {
                stream.subscribe(new One(number));
            } else {
                end(number, failure);
            }
        });
    }

    private void end(int number, @Nullable Throwable failure) {
        if (failure == null) {
            replies.incrementAndGet();
        } else {
            failures.put(number, Outcome.unwrapped(failure));
        }
        AFTER_PAUSE.execute(this::next);
    }

    /** Returns how many requests are under way at most. */
    int callers() {
        return callers;
    }

    /** Returns the number of the last request that was begun. */
    int begun() {
        return begun.get();
    }

    int replies() {
        return replies.get();
    }

    /** Returns what failed, by number. */
    NavigableMap<Integer, Throwable> failures() {
        return failures;
    }

    /** Begins no more; completes when all that were begun have ended. */
    CompletableFuture<Void> stop() {
        stopped = true;
        return ended;
    }

    private final class One implements Flow.Subscriber<StreamItem> {
        private final int number;

        private One(int number) {
            this.number = number;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(StreamItem item) {}

        @Override
        public void onError(Throwable failure) {
            end(number, failure);
        }

        @Override
        public void onComplete() {
            end(number, null);
        }
    }
}
