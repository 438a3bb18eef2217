package io.seatrial.testkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void shouldNotStretchOnAMachineThatIsOnTime() {
        assertThat(Calibration.of(Duration.ZERO).multiplier()).isEqualTo(1);
        assertThat(Calibration.of(Duration.ofMillis(2)).multiplier()).isEqualTo(1);
    }

    @Test
    void shouldStretchByOneForEachDoubling() {
        assertThat(Calibration.of(Duration.ofMillis(4)).multiplier()).isEqualTo(2);
        assertThat(Calibration.of(Duration.ofMillis(16)).multiplier()).isEqualTo(4);
        assertThat(Calibration.of(Duration.ofSeconds(60)).multiplier()).isEqualTo(Calibration.MOST);
    }

    @Test
    void shouldMeasureThisMachine() {
        assertThat(Calibration.measure().multiplier()).isBetween(1.0, Calibration.MOST);
    }
}
