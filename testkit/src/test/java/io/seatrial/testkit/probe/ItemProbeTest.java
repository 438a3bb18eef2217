package io.seatrial.testkit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.network.LoopbackNetwork;
import io.seatrial.testkit.time.Budget;
import io.seatrial.testkit.time.Waits;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class ItemProbeTest {

    private final Waits waits = new Waits(
            new LoopbackNetwork(),
            new Budget(Duration.ofMillis(200), Duration.ofSeconds(60), Duration.ofSeconds(30), Calibration.NONE));

    /** Gives numbers from 1 as they are asked for, then ends; {@code surplus} are given without being asked for. */
    private static Flow.Publisher<Integer> numbers(int count, int surplus) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private int next = 1;

            @Override
            public void request(long n) {
                long target = Math.min(count, n == Long.MAX_VALUE ? count : next - 1 + n) + surplus;
                while (next <= target) {
                    subscriber.onNext(next++);
                }
                if (next > count) {
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {}
        });
    }

    @Test
    void shouldAskForAsMuchAsTheCaseWants() {
        ItemProbe<Integer> probe = ItemProbe.subscribe(numbers(5, 0), waits);

        assertThat(probe.items()).isEmpty();
        assertThat(probe.take(2)).containsExactly(1, 2);
        assertThat(probe.drain()).containsExactly(1, 2, 3, 4, 5);
        assertThat(probe.failure()).isEmpty();
    }

    @Test
    void shouldNoticeAStreamThatEndsEarly() {
        ItemProbe<Integer> probe = ItemProbe.subscribe(numbers(1, 0), waits);

        assertThatThrownBy(() -> probe.take(2)).hasMessage("a stream: expected 2 items, but ended after [1]");
    }

    @Test
    void shouldNoticeAStreamThatGivesMoreThanItWasAskedFor() {
        ItemProbe<Integer> probe = ItemProbe.subscribe(numbers(5, 1), waits);

        probe.request(2);

        assertThat(probe.failure()).get().asString().contains("no more items than were asked for");
    }

    @Test
    void shouldNotWaitForEverForAStreamThatDoesNotEnd() {
        ItemProbe<Integer> probe = ItemProbe.subscribe(
                subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long n) {}

                    @Override
                    public void cancel() {}
                }),
                waits);

        assertThatThrownBy(probe::drain).hasMessageContaining("the end of a stream: expected to complete within");
    }
}
