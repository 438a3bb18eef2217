package io.seatrial.testkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallMonitorTest {

    @Test
    void shouldCountOnlyWhatWasStalledSince() {
        StallMonitor monitor = StallMonitor.idle();
        monitor.woke(Duration.ofMillis(100).toNanos(), Duration.ofMillis(90).toNanos());
        monitor.woke(Duration.ofMillis(200).toNanos(), Duration.ofMillis(10).toNanos());
        monitor.woke(Duration.ofMillis(500).toNanos(), Duration.ofMillis(60).toNanos());

        assertThat(monitor.stalledSince(0)).as("short lateness is ordinary").isEqualTo(Duration.ofMillis(150));
        assertThat(monitor.stalledSince(Duration.ofMillis(50).toNanos()))
                .as("a stall counts from the moment asked for")
                .isEqualTo(Duration.ofMillis(110));
        assertThat(monitor.stalledSince(Duration.ofMillis(600).toNanos())).isZero();
    }
}
