package io.seatrial.testkit.run;

import static io.seatrial.testkit.run.ForgedRuns.failed;
import static io.seatrial.testkit.run.ForgedRuns.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.testkit.forged.ForgedCases;
import io.seatrial.testkit.forged.ForgedPlane;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.ProcessSetup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a case or a plane leaves behind fails the case, and is named. */
class LeftoverTest {

    @AfterEach
    void releaseWhatWasKept() throws Exception {
        ForgedCases.UNRULY.release();
    }

    @Test
    void shouldNameAThreadThatStays() {
        assertThat(failed(ForgedPlane.idle(), "FORGED-08").finding().actual()).contains("1 threads", "forged-thread");
    }

    /** A plane over a library that keeps a thread once it has been used. */
    private record Prepared(PlaneUnderTest plane) implements PlaneUnderTest {
        @Override
        public void prepare() {
            ForgedCases.UNRULY.startThread("forged-shared-thread");
        }

        @Override
        public String name() {
            return plane.name();
        }

        @Override
        public Set<Capability> capabilities() {
            return plane.capabilities();
        }

        @Override
        public Set<PlaneMode> transports() {
            return plane.transports();
        }

        @Override
        public PlaneProcess openProcess(ProcessSetup setup) {
            return plane.openProcess(setup);
        }
    }

    @Test
    void shouldNotCountWhatALibraryKeepsForTheWholeJvm() {
        assertThat(verdict(new Prepared(ForgedPlane.idle()), "FORGED-01")).isInstanceOf(Verdict.Passed.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .as("it was prepared, once")
                .filteredOn(thread -> thread.getName().equals("forged-shared-thread"))
                .hasSize(1);
    }

    @Test
    void shouldNameAPortThatStays() {
        List<String> findings = new ArrayList<>();
        Verdict.Failed verdict = failed(ForgedPlane.idle(), "FORGED-09");
        findings.add(verdict.finding().actual());
        verdict.further().forEach(further -> findings.add(further.actual()));

        assertThat(findings).anyMatch(text -> text.startsWith("left 1 listening ports ["));
    }

    @Test
    void shouldNameABufferThatStaysAndWhereItCameFrom() {
        assertThat(failed(ForgedPlane.idle(), "FORGED-10").finding().actual())
                .contains("1 buffers", "16 bytes from", "ForgedCases.shouldForgetABuffer");
    }

    @Test
    void shouldNameAListenerThatThePlaneLeavesOpen() {
        PlaneUnderTest plane = ForgedPlane.misbehaving(setup -> setup.io()
                .listen(new InetSocketAddress("127.0.0.1", 0), channel -> {}, ChannelTuning.NO_DELAY)
                .toCompletableFuture()
                .join());

        assertThat(failed(plane, "FORGED-01").finding().actual()).startsWith("left 1 listeners [/127.0.0.1:");
    }

    @Test
    void shouldNameAChannelThatThePlaneLeavesOpen() {
        PlaneUnderTest plane = ForgedPlane.misbehaving(setup -> setup.io()
                .listen(new InetSocketAddress("127.0.0.1", 0), channel -> {}, ChannelTuning.NO_DELAY)
                .thenCompose(listener -> setup.io()
                        .connect(
                                listener.address(),
                                new ChannelInboundHandlerAdapter(),
                                ConnectOptions.within(Duration.ofSeconds(30), ChannelTuning.NO_DELAY))
                        .thenCompose(channel -> listener.close()))
                .toCompletableFuture()
                .join());

        assertThat(failed(plane, "FORGED-01").finding().actual()).contains("2 channels [", "connected to /127.0.0.1:");
    }

    @Test
    void shouldNameATimerThatThePlaneLeavesRunning() {
        PlaneUnderTest plane =
                ForgedPlane.misbehaving(setup -> setup.io().scheduler().schedule(() -> {}, 1, TimeUnit.HOURS));

        assertThat(failed(plane, "FORGED-01").finding().actual()).isEqualTo("left 1 timers [a timer of 3600000 ms]");
    }
}
