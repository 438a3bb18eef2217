package io.seatrial.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Behaviour 140. */
class GracefulTrackerTest {

    private final AtomicInteger zeros = new AtomicInteger();
    private final GracefulTracker tracker = new GracefulTracker(zeros::incrementAndGet);

    private CompletableFuture<Void> waiter() {
        return tracker.awaitZero().toCompletableFuture();
    }

    @Test
    void shouldLetNobodyWaitAtZero() {
        assertThat(waiter()).isDone();
        tracker.enter();
        tracker.exit();
        assertThat(waiter()).isDone();
    }

    @Test
    void shouldWakeItsWaitersExactlyAtZero() {
        tracker.enter();
        tracker.enter();
        CompletableFuture<Void> first = waiter();
        tracker.exit();
        CompletableFuture<Void> second = waiter();
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        tracker.exit();
        assertThat(first).isDone();
        assertThat(second).isDone();
        assertThat(zeros).hasValue(1);
    }

    @Test
    void shouldWaitAgainForWhoEntersAfterZero() {
        tracker.enter();
        tracker.exit();
        tracker.enter();
        assertThat(waiter()).isNotDone();
    }

    @Test
    void shouldRefuseAnExitThatNobodyEntered() {
        assertThatThrownBy(tracker::exit).isInstanceOf(IllegalStateException.class);
        assertThat(tracker.count()).isZero();
    }

    @Test
    void shouldCountExactlyFromAHundredThreads() throws Exception {
        int threads = 100;
        int rounds = 1000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            tracker.enter(); // so that it cannot reach 0 while they work
            CompletableFuture<Void> waiter = waiter();
            CountDownLatch together = new CountDownLatch(threads);
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                work.add(pool.submit(() -> {
                    together.countDown();
                    together.await();
                    for (int round = 0; round < rounds; round++) {
                        tracker.enter();
                        tracker.exit();
                    }
                    return null;
                }));
            }
            for (Future<?> each : work) {
                each.get(60, TimeUnit.SECONDS);
            }
            assertThat(tracker.count()).isEqualTo(1);
            assertThat(waiter).isNotDone();
            tracker.exit();
            assertThat(waiter).isDone();
            assertThat(zeros).hasValue(1);
        } finally {
            pool.shutdownNow();
        }
    }
}
