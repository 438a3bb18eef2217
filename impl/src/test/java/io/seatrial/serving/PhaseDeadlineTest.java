package io.seatrial.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PhaseDeadlineTest {

    private static final Duration BOUND = Duration.ofMillis(100);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private long nowMillis;
    private int expired;
    private final PhaseDeadline deadline = deadline(BOUND);

    PhaseDeadlineTest() {
        channel.freezeTime();
    }

    private PhaseDeadline deadline(Duration bound) {
        return new PhaseDeadline(() -> TimeUnit.MILLISECONDS.toNanos(nowMillis), bound, () -> expired++);
    }

    private void partial(boolean now) {
        deadline.update(now, channel.eventLoop());
    }

    private void pass(long millis) {
        nowMillis += millis;
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private boolean isArmed() {
        return channel.runScheduledPendingTasks() >= 0;
    }

    @Test
    void shouldExpireOneBoundAfterTheFirstByteThoughMoreBytesTrickleIn() {
        for (int i = 0; i < 10; i++) {
            partial(true);
            pass(9);
        }
        assertThat(expired).isZero();
        pass(10);
        assertThat(expired).isEqualTo(1);
        pass(1000);
        assertThat(expired).as("once").isEqualTo(1);
    }

    @Test
    void shouldStartAnewForTheFrameBehindOneThatWasTaken() {
        partial(true);
        pass(60);
        deadline.ended();
        partial(true);
        pass(60);
        assertThat(expired).as("60 ms of the second frame").isZero();
        pass(40);
        assertThat(expired).isEqualTo(1);
    }

    @Test
    void shouldNotExpireWhenTheFrameWasCompleted() {
        partial(true);
        pass(60);
        deadline.ended();
        partial(false);
        pass(1000);
        assertThat(expired).isZero();
        assertThat(isArmed()).as("no timer is left behind").isFalse();
    }

    @Test
    void shouldNotCountTheTimeInWhichTheConnectionIsNotRead() {
        partial(true);
        pass(60);
        partial(false);
        pass(500);
        partial(true);
        pass(99);
        assertThat(expired).isZero();
        pass(1);
        assertThat(expired).isEqualTo(1);
    }

    @Test
    void shouldNotExpireAfterCancel() {
        partial(true);
        deadline.cancel();
        assertThat(isArmed()).isFalse();
        pass(1000);
        assertThat(expired).isZero();
    }

    @Test
    void shouldHaveNoLimitWhenTheBoundIsZero() {
        deadline(Duration.ZERO).update(true, channel.eventLoop());
        assertThat(isArmed()).isFalse();
    }
}
