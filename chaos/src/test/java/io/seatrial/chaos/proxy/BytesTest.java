package io.seatrial.chaos.proxy;

import static io.seatrial.chaos.proxy.Ends.expect;
import static io.seatrial.chaos.proxy.Ends.expectEnd;
import static io.seatrial.chaos.proxy.Ends.expectNothing;
import static io.seatrial.chaos.proxy.Ends.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.chaos.fault.Bandwidth;
import io.seatrial.chaos.fault.CutAfterBytes;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Distribution;
import io.seatrial.chaos.fault.Ending;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Latency;
import io.seatrial.chaos.fault.Slicer;
import io.seatrial.chaos.fault.SlowClose;
import io.seatrial.chaos.fault.Stall;
import io.seatrial.chaos.fault.Timeout;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What each fault on bytes does to the two ends. Times are compared from below only. */
class BytesTest extends ProxyFixture {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    private void upstreamFault(Fault fault) {
        inject(Injection.of(fault, Direction.UPSTREAM).named("it"));
    }

    private static long millis(IoAction action) throws IOException {
        long before = System.nanoTime();
        action.run();
        return (System.nanoTime() - before) / 1_000_000;
    }

    private interface IoAction {
        void run() throws IOException;
    }

    @Test
    void shouldDelayOneDirectionByAtLeastTheLatency() throws Exception {
        Ends ends = link();
        ends.expectWorking(); // classes are loaded: what follows measures the fault
        upstreamFault(Latency.of(SHORT));

        assertThat(millis(() -> {
                    send(ends.client(), "late");
                    expect(ends.server(), "late");
                }))
                .isGreaterThanOrEqualTo(SHORT.toMillis());
    }

    @Test
    void shouldLetDelaysRunSideBySide() throws Exception {
        Ends ends = link();
        ends.expectWorking(); // classes are loaded: what follows measures the fault
        upstreamFault(Latency.of(SHORT));

        long millis = millis(() -> {
            for (int i = 0; i < 100; i++) {
                send(ends.client(), "x");
                Thread.onSpinWait();
            }
            expect(ends.server(), "x".repeat(100));
        });

        assertThat(millis).isGreaterThanOrEqualTo(SHORT.toMillis()).isLessThan(100 * SHORT.toMillis());
    }

    @Test
    void shouldKeepOrderWhateverTheJitter() throws Exception {
        Ends ends = link();
        upstreamFault(new Latency(Duration.ofMillis(5), Duration.ofMillis(5), Distribution.UNIFORM));

        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            send(ends.client(), i + ",");
            all.append(i).append(',');
        }

        expect(ends.server(), all.toString());
    }

    @Test
    void shouldGiveAtOnceWhatItHoldsWhenLatencyIsRemoved() throws Exception {
        Ends ends = link();
        upstreamFault(Latency.of(LONG));
        send(ends.client(), "held");
        expectNothing(ends.server());

        remove("it");

        expect(ends.server(), "held");
        ends.expectWorking();
    }

    @Test
    void shouldApplyAChangedLatencyToWhatItHolds() throws Exception {
        Ends ends = link();
        upstreamFault(Latency.of(LONG));
        send(ends.client(), "held");
        expectNothing(ends.server());

        await(proxy.change(
                Injection.of(Latency.of(Duration.ofMillis(1)), Direction.UPSTREAM)
                        .named("it"),
                null));

        expect(ends.server(), "held");
    }

    @Test
    void shouldPassBytesAtTheRate() throws Exception {
        Ends ends = link();
        ends.expectWorking(); // classes are loaded: what follows measures the fault
        upstreamFault(new Bandwidth(100));
        byte[] bytes = new byte[50_000];

        assertThat(millis(() -> {
                    send(ends.client(), bytes);
                    expect(ends.server(), bytes);
                }))
                .isGreaterThanOrEqualTo(500 - 1);
    }

    @Test
    void shouldPassNothingAtRateZeroUntilItIsRemoved() throws Exception {
        Ends ends = link();
        upstreamFault(new Bandwidth(0));
        send(ends.client(), "stuck");
        ends.client().shutdownOutput();
        expectNothing(ends.server());

        remove("it");

        expect(ends.server(), "stuck");
        expectEnd(ends.server());
    }

    @Test
    void shouldSlice() throws Exception {
        Ends ends = link();
        upstreamFault(new Slicer(10, 3, Duration.ofMillis(2)));
        byte[] bytes = new byte[300];

        int most = 0;
        send(ends.client(), bytes);
        for (int left = bytes.length; left > 0; ) {
            int read = ends.server().getInputStream().read(new byte[1000]);
            most = Math.max(most, read);
            left -= read;
        }

        assertThat(most).isLessThan(bytes.length);
    }

    @Test
    void shouldHoldTheEndOfASlowClose() throws Exception {
        Ends ends = link();
        ends.expectWorking(); // classes are loaded: what follows measures the fault
        upstreamFault(new SlowClose(SHORT));
        send(ends.client(), "x");
        expect(ends.server(), "x");

        assertThat(millis(() -> {
                    ends.client().close();
                    expectEnd(ends.server());
                }))
                .isGreaterThanOrEqualTo(SHORT.toMillis());
    }

    @Test
    void shouldMeetOnlyTheShareThatWasDrawnAndTheSameForTheSameSeed() throws Exception {
        inject(Injection.of(new Stall(Duration.ZERO), Direction.UPSTREAM)
                .named("it")
                .withProbability(0.5));
        for (char drawn : ".x..xx.xxxxx".toCharArray()) {
            Ends ends = link();
            send(ends.client(), "bytes");
            if (drawn == 'x') {
                expectNothing(ends.server());
            } else {
                expect(ends.server(), "bytes");
            }
        }
    }

    @Test
    void shouldStackFaultsInTheirOrder() throws Exception {
        Ends ends = link();
        inject(Injection.of(new Slicer(1, 0, Duration.ZERO), Direction.UPSTREAM).named("slicer"));
        inject(Injection.of(new CutAfterBytes(3, Ending.CLOSE), Direction.UPSTREAM)
                .named("limit"));
        inject(Injection.of(Latency.of(Duration.ofMillis(1)), Direction.UPSTREAM)
                .named("latency"));

        send(ends.client(), "12345");

        expect(ends.server(), "123");
        expectEnd(ends.server());
    }

    @Test
    void shouldChangeFaultsWhileBytesAreStuck() throws Exception {
        Ends ends = link();
        Thread sender = new Thread(() -> {
            try {
                send(ends.client(), new byte[64 << 20]); // more than all buffers on the way hold
            } catch (IOException e) {
                // the connection is closed at the end
            }
        });
        sender.setDaemon(true);
        sender.start();
        await("a sender that waits for room")
                .atMost(CEILING)
                .until(() -> proxy.traffic().received(Direction.UPSTREAM) > 0);

        upstreamFault(Latency.of(LONG));
        await(proxy.change(Injection.of(Latency.of(SHORT), Direction.UPSTREAM).named("it"), null));
        remove("it");
        upstreamFault(new Timeout(Duration.ZERO));
        remove("it");
        await(proxy.enable(false));

        await("the end of the connection").atMost(CEILING).until(() -> proxy.connections() == 0);
    }
}
