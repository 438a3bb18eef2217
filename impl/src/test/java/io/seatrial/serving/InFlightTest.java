package io.seatrial.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();

    private boolean isDrained() {
        return inFlight.drained().toCompletableFuture().isDone();
    }

    @Test
    void shouldCountWhatEnteredAndHasNotLeft() {
        assertThat(inFlight.enter()).isTrue();
        assertThat(inFlight.enter()).isTrue();
        inFlight.exit();
        assertThat(inFlight.count()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAndNotCountWhenClosed() {
        inFlight.enter();
        assertThat(inFlight.close()).isEqualTo(1);
        assertThat(inFlight.enter()).isFalse();
        assertThat(inFlight.count()).isEqualTo(1);
    }

    @Test
    void shouldBeDrainedWhenTheLastLeaves() {
        inFlight.enter();
        inFlight.enter();
        inFlight.close();
        inFlight.exit();
        assertThat(isDrained()).isFalse();
        inFlight.exit();
        assertThat(isDrained()).isTrue();
    }

    @Test
    void shouldNotBeDrainedWhileItIsOpen() {
        inFlight.enter();
        inFlight.exit();
        assertThat(isDrained()).isFalse();
        assertThat(inFlight.close()).isZero();
        assertThat(isDrained()).isTrue();
    }

    @Test
    void shouldSayTheSameWhenClosedTwice() {
        inFlight.enter();
        assertThat(inFlight.close()).isEqualTo(1);
        assertThat(inFlight.close()).isEqualTo(1);
    }

    /** Who enters while another thread closes is either inside, and drained only after it left, or refused. */
    @Test
    void shouldNeverBeDrainedWithSomebodyInside() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger admitted = new AtomicInteger();
        AtomicBoolean broken = new AtomicBoolean();
        for (int round = 0; round < 2_000; round++) {
            InFlight gate = new InFlight();
            CountDownLatch start = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(3);
            gate.drained().thenRun(() -> broken.compareAndSet(false, inside.get() != 0));
            for (int i = 0; i < 2; i++) {
                threads.execute(() -> {
                    awaitQuietly(start);
                    for (int n = 0; n < 20 && gate.enter(); n++) {
                        admitted.incrementAndGet();
                        inside.incrementAndGet();
                        inside.decrementAndGet();
                        gate.exit();
                    }
                    done.countDown();
                });
            }
            threads.execute(() -> {
                awaitQuietly(start);
                gate.close();
                done.countDown();
            });
            start.countDown();
            assertThat(done.await(Tests.BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(gate.count()).isZero();
            assertThat(gate.drained().toCompletableFuture()).isDone();
        }
        threads.shutdown();
        assertThat(broken).isFalse();
        assertThat(admitted).hasPositiveValue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
