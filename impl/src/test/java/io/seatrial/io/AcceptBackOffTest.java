package io.seatrial.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.seatrial.plane.spi.Notice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class AcceptBackOffTest {

    private final List<Notice> notices = new ArrayList<>();
    private final LongAdder pauses = new LongAdder();
    private final EmbeddedChannel listener = new EmbeddedChannel(new AcceptBackOff(notices::add, pauses));

    AcceptBackOffTest() {
        listener.freezeTime();
    }

    private void failAccept() {
        listener.pipeline().fireExceptionCaught(new IOException("Too many open files"));
    }

    private boolean accepting() {
        return listener.config().isAutoRead();
    }

    private void advanceMillis(long millis) {
        listener.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        listener.runScheduledPendingTasks();
    }

    @Test
    void shouldPauseTwiceAsLongAfterEachFailureUpToASecond() {
        for (long pause : new long[] {5, 10, 20, 40, 80, 160, 320, 640, 1000, 1000}) {
            failAccept();
            advanceMillis(pause - 1);
            assertThat(accepting()).as("after %d ms", pause - 1).isFalse();
            advanceMillis(1);
            assertThat(accepting()).as("after %d ms", pause).isTrue();
        }
        assertThat(pauses.sum()).isEqualTo(10);
        assertThat(notices).as("one warning for one run of failures").hasSize(1);
        assertThat(notices.get(0).toString()).contains("Too many open files", "ulimit -n");
    }

    @Test
    void shouldBeginWithAShortPauseAgainAfterAnAccept() {
        failAccept();
        advanceMillis(5);
        failAccept();
        advanceMillis(10);
        listener.pipeline().fireChannelRead("accepted");

        failAccept();
        advanceMillis(5);

        assertThat(accepting()).isTrue();
        assertThat(notices).hasSize(2);
    }
}
