package io.seatrial.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FloodGuardTest {

    private long now;
    private final FloodGuard guard = new FloodGuard(() -> now);

    private void count(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(guard.isExceeded()).isFalse();
        }
    }

    @Test
    void shouldLetSomePassForNothingAndNoMore() {
        count(FloodGuard.FREE);
        assertThat(guard.isExceeded()).isTrue();
    }

    @Test
    void shouldLetOneMorePassForEachRequestThatWasAnswered() {
        for (int i = 0; i < 5000; i++) {
            guard.answered();
        }
        count(FloodGuard.FREE + 5000);
        assertThat(guard.isExceeded()).isTrue();
    }

    @Test
    void shouldBeginAnewAfterAWhile() {
        count(FloodGuard.FREE);
        now += TimeUnit.SECONDS.toNanos(30);
        count(FloodGuard.FREE);
        assertThat(guard.isExceeded()).isTrue();
    }

    @Test
    void shouldNotTakeIntoTheNextWindowWhatWasEarned() {
        guard.answered();
        now += TimeUnit.SECONDS.toNanos(30);
        count(FloodGuard.FREE);
        assertThat(guard.isExceeded()).isTrue();
    }
}
