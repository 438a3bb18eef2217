package io.seatrial.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DistributionTest {

    private static final int DRAWN = 200_000;

    private static DoubleStream draw(Distribution distribution) {
        Draws draws = Draws.of(7, "test");
        return DoubleStream.generate(() -> distribution.draw(draws)).limit(DRAWN);
    }

    @ParameterizedTest
    @CsvSource({"UNIFORM, 0, -1, 1", "NORMAL, 0, -9, 9", "EXPONENTIAL, 1, 0, 40", "PARETO, 1, 0, 10000"})
    void shouldHaveTheMeanAndTheBoundsThatItPromises(Distribution distribution, double mean, double low, double high) {
        var seen = draw(distribution).summaryStatistics();

        assertThat(seen.getAverage()).isCloseTo(mean, within(0.05));
        assertThat(seen.getMin()).isBetween(low, high);
        assertThat(seen.getMax()).isBetween(low, high);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheSameDelaysForTheSameSeed(Distribution distribution) {
        Latency latency = new Latency(Duration.ofMillis(10), Duration.ofMillis(4), distribution);
        Draws one = Draws.of(3, "proxy", "1");
        Draws same = Draws.of(3, "proxy", "1");
        Draws another = Draws.of(3, "proxy", "2");

        assertThat(latency.draw(one)).isEqualTo(latency.draw(same)).isNotEqualTo(latency.draw(another));
        assertThat(latency.draw(one)).isEqualTo(latency.draw(same));
    }

    @Test
    void shouldNeverGoBelowNoDelay() {
        Latency latency = new Latency(Duration.ofMillis(1), Duration.ofMillis(100), Distribution.UNIFORM);
        Draws draws = Draws.of(1);

        assertThat(DoubleStream.generate(() -> latency.draw(draws).toNanos()).limit(1000))
                .allMatch(delay -> delay >= 0)
                .contains(0.0);
    }

    @Test
    void shouldChooseFramesByNumberAndByShare() {
        Draws draws = Draws.of(1);

        assertThat(DoubleStream.iterate(1, n -> n <= 9, n -> n + 1)
                        .filter(n -> FrameSelection.each(3).selects((long) n, draws)))
                .containsExactly(3.0, 6.0, 9.0);
        assertThat(DoubleStream.iterate(1, n -> n <= 9, n -> n + 1)
                        .filter(n -> FrameSelection.nth(3).selects((long) n, draws)))
                .containsExactly(3.0);
        assertThat(DoubleStream.iterate(1, n -> n <= 10_000, n -> n + 1)
                        .filter(n -> FrameSelection.share(0.25).selects((long) n, draws))
                        .count())
                .isBetween(2300L, 2700L);
    }
}
