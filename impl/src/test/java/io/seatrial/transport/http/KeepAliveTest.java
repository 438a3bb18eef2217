package io.seatrial.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.serving.EmbeddedIo;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeepAliveTest {

    private final EmbeddedIo io = new EmbeddedIo();
    private int asked;
    private int givenUp;

    private KeepAlive started(long intervalMillis) {
        KeepAlive keepAlive = new KeepAlive(
                io::nanoTime,
                Duration.ofMillis(intervalMillis),
                Duration.ofMillis(100),
                () -> asked++,
                () -> givenUp++);
        keepAlive.start(io.scheduler());
        return keepAlive;
    }

    @Test
    void shouldAskAfterASilenceAndGiveUpWithoutAnAnswer() {
        started(1000);
        io.pass(999);
        assertThat(asked).isZero();
        io.pass(1);
        assertThat(asked).isEqualTo(1);
        io.pass(99);
        assertThat(givenUp).isZero();
        io.pass(1);
        assertThat(givenUp).isEqualTo(1);
        assertThat(io.hasTimers()).isFalse();
    }

    @Test
    void shouldGoOnWhenAnythingIsHeard() {
        KeepAlive keepAlive = started(1000);
        io.pass(1000);
        keepAlive.heard();
        io.pass(100);
        assertThat(givenUp).isZero();
        io.pass(899);
        assertThat(asked).isEqualTo(1);
        io.pass(1);
        assertThat(asked).as("a second after the last sign of life").isEqualTo(2);
    }

    @Test
    void shouldNotAskWhoTalks() {
        KeepAlive keepAlive = started(1000);
        for (int i = 0; i < 20; i++) {
            io.pass(600);
            keepAlive.heard();
        }
        assertThat(asked).isZero();
    }

    @Test
    void shouldNeverAskWithoutAnInterval() {
        started(0);
        assertThat(io.hasTimers()).isFalse();
    }

    @Test
    void shouldLeaveNoTimerBehind() {
        KeepAlive keepAlive = started(1000);
        keepAlive.stop();
        assertThat(io.hasTimers()).isFalse();
    }
}
