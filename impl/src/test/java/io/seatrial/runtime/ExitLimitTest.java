package io.seatrial.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.spi.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitLimitTest {

    private final ManualScheduler time = new ManualScheduler(Runnable::run);
    private final List<Integer> exits = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final ExitLimit limit = new ExitLimit(Duration.ofSeconds(30), time, notices::add, exits::add);

    @Test
    void shouldExitWithTheStatusOfTheModelAtTheLimit() {
        limit.start();
        time.pass(29_999);
        assertThat(exits).isEmpty();
        time.pass(1);
        assertThat(exits).containsExactly(143);
        assertThat(notices)
                .singleElement()
                .satisfies(notice -> assertThat(notice.toString()).contains("limit_ms=30000", "status=143"));
    }

    @Test
    void shouldCountFromTheFirstStart() {
        limit.start();
        time.pass(20_000);
        limit.start();
        time.pass(10_000);
        assertThat(exits).hasSize(1);
    }

    @Test
    void shouldNotExitUnlessStarted() {
        time.pass(1_000_000);
        assertThat(exits).isEmpty();
    }

    @Test
    void shouldNotExitOnceClosed() {
        limit.start();
        limit.close();
        limit.start();
        time.pass(1_000_000);
        assertThat(exits).isEmpty();
        assertThat(time.timers()).isZero();
    }
}
