package io.seatrial.serving;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrainTest {

    private final List<String> said = new ArrayList<>();
    private final EmbeddedIo io = new EmbeddedIo();
    private final Drain drain = new Drain(
            new PlaneContext(
                    io,
                    Settings.read(Map.of(), List.of()).with(RuntimeSettings.DRAIN_TIMEOUT, Duration.ofSeconds(10)),
                    Profile.REFERENCE,
                    notice -> said.add(notice.message())),
            "TCP");
    private final ServedEndpoint endpoint =
            new ServedEndpoint(GENERATE, TestHandler.quick(), HealthListener.NONE, notice -> {});

    private CompletableFuture<DrainReport> retire() {
        return drain.retire(endpoint, "1a2b/ns/backend/generate");
    }

    @Test
    void shouldNotWaitForNothing() {
        assertThat(retire()).isCompletedWithValue(DrainReport.IDLE);
        assertThat(said).containsExactly("Unregistered TCP endpoint handler");
        assertThat(io.hasTimers()).isFalse();
    }

    @Test
    void shouldLeaveNoTimerBehindWhenTheLastRequestHasEnded() {
        endpoint.inFlight().enter();
        CompletableFuture<DrainReport> report = retire();
        io.pass(9_999);
        assertThat(report).isNotDone();
        endpoint.inFlight().exit();
        assertThat(report).isCompletedWithValue(new DrainReport(1, 0));
        assertThat(io.hasTimers()).isFalse();
        assertThat(said).last().isEqualTo("All inflight TCP requests completed");
    }

    @Test
    void shouldJoinADrainWithABoundOfItsOwn() {
        endpoint.inFlight().enter();
        endpoint.inFlight().enter();
        retire();
        endpoint.inFlight().exit();
        io.pass(4_000);
        CompletableFuture<DrainReport> joined = drain.join(endpoint);
        io.pass(9_999);
        assertThat(joined).isNotDone();
        io.pass(1);
        assertThat(joined).isCompletedWithValue(new DrainReport(1, 1));
        assertThat(io.hasTimers()).isFalse();
    }

    @Test
    void shouldGiveUpExactlyAtTheBound() {
        endpoint.inFlight().enter();
        endpoint.inFlight().enter();
        CompletableFuture<DrainReport> report = retire();
        endpoint.inFlight().exit();
        io.pass(10_000);
        assertThat(report).isCompletedWithValue(new DrainReport(2, 1));
        assertThat(endpoint.isAbandoned()).isTrue();
        endpoint.inFlight().exit();
        assertThat(said).last().isEqualTo("Gave up waiting for inflight TCP requests");
    }
}
