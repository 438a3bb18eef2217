package io.seatrial.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private final SingleFlight<String> cell = new SingleFlight<>();
    private final List<CompletableFuture<String>> attempts = new ArrayList<>();

    private CompletableFuture<String> slowAttempt() {
        CompletableFuture<String> attempt = new CompletableFuture<>();
        attempts.add(attempt);
        return attempt;
    }

    @Test
    void shouldRunOneInitialiserForManyCallersAndGiveAllTheSameObject() {
        CompletableFuture<String> first = cell.get(this::slowAttempt);
        CompletableFuture<String> second = cell.get(this::slowAttempt);

        attempts.get(0).complete(new String("server"));

        assertThat(attempts).hasSize(1);
        assertThat(second.join()).isSameAs(first.join()).isSameAs(cell.current().orElseThrow());
    }

    @Test
    void shouldTellTheFailureToItsCallerAndLetAWaiterTryItself() {
        CompletableFuture<String> first = cell.get(this::slowAttempt);
        CompletableFuture<String> second = cell.get(this::slowAttempt);

        attempts.get(0).completeExceptionally(new IOException("in use"));

        assertThatThrownBy(first::join).hasCause(new IOException("in use"));
        assertThat(second).isNotDone();
        attempts.get(1).complete("server");
        assertThat(second.join()).isEqualTo("server");
    }

    @Test
    void shouldBeEmptyAgainWhenTheFailureIsHeardOf() {
        CompletableFuture<String> first = cell.get(this::slowAttempt);
        CompletableFuture<String> retried = first.exceptionallyCompose(failure -> cell.get(this::slowAttempt));

        attempts.get(0).completeExceptionally(new IOException("in use"));
        attempts.get(1).complete("server");

        assertThat(retried.join()).isEqualTo("server");
        assertThat(cell.current()).contains("server");
    }

    @Test
    void shouldEmptyTheCellWhenTheInitialiserThrowsAnError() {
        CompletableFuture<String> first = cell.get(() -> {
            throw new AssertionError("bad root path");
        });

        assertThatThrownBy(first::join)
                .isInstanceOf(CompletionException.class)
                .hasCause(new AssertionError("bad root path"));
        assertThat(cell.get(() -> CompletableFuture.completedFuture("server")).join())
                .isEqualTo("server");
    }

    @Test
    void shouldGoOnForTheOthersWhenTheCallerThatBeganGivesUp() {
        CompletableFuture<String> first = cell.get(this::slowAttempt);
        CompletableFuture<String> second = cell.get(this::slowAttempt);

        first.cancel(true);
        attempts.get(0).complete("server");

        assertThat(first).isCancelled();
        assertThat(second.join()).isEqualTo("server");
    }

    @Test
    void shouldMakeNoAttemptForAWaiterThatGaveUp() {
        CompletableFuture<String> first = cell.get(this::slowAttempt);
        cell.get(this::slowAttempt).cancel(true);

        attempts.get(0).completeExceptionally(new IOException("in use"));

        assertThat(first).isCompletedExceptionally();
        assertThat(attempts).hasSize(1);
    }

    @Test
    void shouldFillTheCellOnceWhenManyThreadsCallAtOnce() throws Exception {
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 200; round++) {
                SingleFlight<Object> racing = new SingleFlight<>();
                AtomicInteger attempted = new AtomicInteger();
                CyclicBarrier barrier = new CyclicBarrier(threads);
                List<Future<Object>> results = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    results.add(pool.submit(() -> {
                        barrier.await(30, TimeUnit.SECONDS);
                        return racing.get(() -> {
                                    boolean fails = attempted.incrementAndGet() == 1;
                                    return fails
                                            ? CompletableFuture.failedFuture(new IOException("first"))
                                            : CompletableFuture.completedFuture(new Object());
                                })
                                .handle((value, failure) -> failure == null ? value : "failed")
                                .get(30, TimeUnit.SECONDS);
                    }));
                }
                int failed = 0;
                for (Future<Object> result : results) {
                    Object outcome = result.get(30, TimeUnit.SECONDS);
                    if (outcome.equals("failed")) {
                        failed++;
                    } else {
                        assertThat(outcome).isSameAs(racing.current().orElseThrow());
                    }
                }
                assertThat(failed).isEqualTo(1);
                assertThat(attempted).hasValue(2);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void shouldGiveTheCauseOfAFailureThatAStageWrapped() {
        IOException cause = new IOException("refused");
        CompletionException bare = new CompletionException("without a cause", null);

        assertThat(cell.get(() -> CompletableFuture.failedFuture(new CompletionException(cause))))
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .isSameAs(cause);
        assertThat(cell.get(() -> CompletableFuture.failedFuture(bare)).handle((value, failure) -> failure))
                .isCompletedWithValue(bare);
    }
}
