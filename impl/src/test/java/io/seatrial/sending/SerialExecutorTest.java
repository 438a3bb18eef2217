package io.seatrial.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {

    private static final int PRODUCERS = 4;
    private static final int EACH = 20_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(PRODUCERS);

    @AfterEach
    void shutDown() {
        threads.shutdownNow();
    }

    @Test
    void shouldRunOneTaskAtATimeAndAllOfThem() throws InterruptedException {
        SerialExecutor serial = new SerialExecutor(threads);
        ExecutorService producers = Executors.newFixedThreadPool(PRODUCERS);
        CountDownLatch done = new CountDownLatch(PRODUCERS * EACH);
        int[] unguarded = new int[1]; // increments would be lost if two tasks ran at once
        for (int i = 0; i < PRODUCERS; i++) {
            producers.execute(() -> {
                for (int task = 0; task < EACH; task++) {
                    serial.execute(() -> {
                        unguarded[0]++;
                        done.countDown();
                    });
                }
            });
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(unguarded[0]).isEqualTo(PRODUCERS * EACH);
        producers.shutdown();
    }

    @Test
    void shouldRunATaskOfATaskAfterIt() {
        List<String> order = new ArrayList<>();
        SerialExecutor serial = new SerialExecutor(Runnable::run);
        serial.execute(() -> {
            serial.execute(() -> order.add("inner"));
            order.add("outer");
        });
        assertThat(order).containsExactly("outer", "inner");
    }

    @Test
    void shouldRunTasksItselfWhenTheThreadsAreGone() {
        threads.shutdownNow();
        List<String> order = new ArrayList<>();
        SerialExecutor serial = new SerialExecutor(threads);
        serial.execute(() -> order.add("first"));
        serial.execute(() -> order.add("second"));
        assertThat(order).containsExactly("first", "second");
    }
}
