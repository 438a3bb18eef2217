package io.seatrial.testkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrainTest {

    private static final Calibration CALM = Calibration.of(Duration.ofMillis(1), 1);
    private static final Calibration BUSY = Calibration.of(Duration.ofMillis(16), 1.5);

    private static Optional<String> evidence(Duration stalled, Calibration before, Calibration now) {
        return new Strain(Duration.ofSeconds(10), stalled, before, () -> now).evidence();
    }

    @Test
    void shouldSpeakAgainstAMachineThatStoodStill() {
        assertThat(evidence(Duration.ofSeconds(4), CALM, CALM))
                .contains("the machine stood still for 4000 of the 10000 ms of this case");
    }

    @Test
    void shouldNotBlameItForShortStalls() {
        assertThat(evidence(Duration.ofMillis(1900), CALM, CALM))
                .as("less than a fifth")
                .isEmpty();
        assertThat(new Strain(Duration.ofSeconds(2), Duration.ofMillis(900), CALM, () -> CALM).evidence())
                .as("less than a second")
                .isEmpty();
    }

    @Test
    void shouldSpeakAgainstAMachineThatHasBecomeSlower() {
        assertThat(evidence(Duration.ZERO, CALM, BUSY))
                .contains(
                        "the machine has become slower: timers and threads up to 16 ms late, work 1.5 times as long as its "
                                + "CPU time; ceilings were stretched for timers and threads up to 1 ms late, work 1.0 times as "
                                + "long as its CPU time");
        assertThat(evidence(Duration.ZERO, BUSY, BUSY))
                .as("ceilings were stretched for it")
                .isEmpty();
        assertThat(evidence(Duration.ZERO, BUSY, CALM)).isEmpty();
        assertThat(Strain.NONE.evidence()).isEmpty();
    }

    @Test
    void shouldNotMeasureWhenTheStallsSayEnough() {
        Strain strain = new Strain(Duration.ofSeconds(2), Duration.ofSeconds(2), CALM, () -> {
            throw new AssertionError("measured");
        });

        assertThat(strain.evidence()).isPresent();
    }
}
