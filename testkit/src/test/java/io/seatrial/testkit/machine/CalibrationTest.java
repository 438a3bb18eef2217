package io.seatrial.testkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static double multiplier(Duration jitter, double slowdown) {
        return Calibration.of(jitter, slowdown).multiplier();
    }

    @Test
    void shouldNotStretchOnAMachineThatIsOnTime() {
        assertThat(multiplier(Duration.ZERO, 1)).isEqualTo(1);
        assertThat(multiplier(Duration.ofMillis(2), 0.9)).isEqualTo(1);
    }

    @Test
    void shouldStretchByOneForEachDoublingOfLateness() {
        assertThat(multiplier(Duration.ofMillis(4), 1)).isEqualTo(2);
        assertThat(multiplier(Duration.ofMillis(16), 1)).isEqualTo(4);
    }

    @Test
    void shouldStretchByTheSlowdownOfWork() {
        assertThat(multiplier(Duration.ZERO, 2.5)).isEqualTo(2.5);
        assertThat(multiplier(Duration.ofMillis(4), 2.5)).isEqualTo(3.5);
    }

    @Test
    void shouldStretchNoFurtherThanItSays() {
        assertThat(multiplier(Duration.ofSeconds(60), 1)).isEqualTo(Calibration.MOST);
        assertThat(multiplier(Duration.ZERO, 50)).isEqualTo(Calibration.MOST);
    }

    @Test
    void shouldMeasureThisMachine() {
        Calibration measured = Calibration.measure();

        assertThat(measured.jitter()).isPositive();
        assertThat(measured.slowdown()).isGreaterThanOrEqualTo(1);
        assertThat(measured.multiplier()).isBetween(1.0, Calibration.MOST);
    }
}
