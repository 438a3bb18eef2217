package io.seatrial.chaos.proxy;

import static io.seatrial.chaos.proxy.Ends.expect;
import static io.seatrial.chaos.proxy.Ends.expectEnd;
import static io.seatrial.chaos.proxy.Ends.expectNothing;
import static io.seatrial.chaos.proxy.Ends.expectReset;
import static io.seatrial.chaos.proxy.Ends.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.chaos.fault.CutAfterBytes;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Ending;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.HalfOpen;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Moment;
import io.seatrial.chaos.fault.Reset;
import io.seatrial.chaos.fault.ResetOnData;
import io.seatrial.chaos.fault.Stall;
import io.seatrial.chaos.fault.Timeout;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Faults that end a connection or hold it still. */
class BrokenBytesTest extends ProxyFixture {

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
    void shouldEndAfterTheBytesOfTheLimitAndNotBefore() throws Exception {
        Ends ends = link();
        upstreamFault(new CutAfterBytes(5, Ending.CLOSE));

        send(ends.client(), "1234");
        expect(ends.server(), "1234");
        send(ends.client(), "567");
        expect(ends.server(), "5");
        expectEnd(ends.server());
        expectEnd(ends.client());
    }

    @Test
    void shouldCountWhatHasPassedWhenALimitIsChanged() throws Exception {
        Ends ends = link();
        upstreamFault(new CutAfterBytes(100, Ending.CLOSE));
        send(ends.client(), "1234");
        expect(ends.server(), "1234");

        await(proxy.change(
                Injection.of(new CutAfterBytes(6, Ending.CLOSE), Direction.UPSTREAM)
                        .named("it"),
                null));

        send(ends.client(), "5678");
        expect(ends.server(), "56");
        expectEnd(ends.server());
    }

    @Test
    void shouldResetBehindTheBytesOfTheLimit() throws Exception {
        Ends ends = link();
        upstreamFault(new CutAfterBytes(5, Ending.RESET));

        send(ends.client(), "1234567");

        expect(ends.server(), "12345");
        expectReset(ends.server());
        expectReset(ends.client());
    }

    @Test
    void shouldSwallowAndCloseAfterATimeWithoutBytes() throws Exception {
        Ends ends = link();
        ends.expectWorking(); // classes are loaded: what follows measures the fault
        upstreamFault(new Timeout(SHORT));

        assertThat(millis(() -> {
                    send(ends.client(), "lost");
                    expectEnd(ends.server());
                }))
                .isGreaterThanOrEqualTo(SHORT.toMillis());
        expectEnd(ends.client());
    }

    @Test
    void shouldCloseWhatATimeoutHasHitWhenItIsRemoved() throws Exception {
        Ends ends = link();
        upstreamFault(new Timeout(Duration.ZERO));
        send(ends.client(), "lost");
        expectNothing(ends.server());

        remove("it");

        expectEnd(ends.server());
        expectEnd(ends.client());
    }

    @Test
    void shouldResetWhenSomethingIsSent() throws Exception {
        Ends ends = link();
        upstreamFault(new ResetOnData(Duration.ZERO));
        send(ends.server(), "other way");
        expect(ends.client(), "other way");
        expectNothing(ends.client());

        send(ends.client(), "trigger");

        expectReset(ends.server());
        expectReset(ends.client());
    }

    /** Else what is sent next would arrive without what was sent before. */
    @Test
    void shouldResetAtOnceWhenRemovedAfterBytesWereLost() throws Exception {
        Ends ends = link();
        upstreamFault(new ResetOnData(LONG));
        send(ends.client(), "lost");
        expectNothing(ends.server());

        remove("it");

        expectReset(ends.server());
        expectReset(ends.client());
    }

    @Test
    void shouldResetAnIdleConnection() throws Exception {
        Ends ends = link();
        ends.expectWorking();

        upstreamFault(Reset.now());

        expectReset(ends.client());
        expectReset(ends.server());
    }

    @Test
    void shouldResetRightBehindTheBytesOfTheMoment() throws Exception {
        inject(Injection.of(Reset.now(), Direction.DOWNSTREAM).from(Moment.afterBytes(3)));
        Ends ends = link();

        send(ends.server(), "12");
        expect(ends.client(), "12");
        send(ends.server(), "3456");

        expect(ends.client(), "3");
        expectReset(ends.client());
        expectReset(ends.server());
    }

    @Test
    void shouldStallAndGoOnByItself() throws Exception {
        inject(Injection.of(new Stall(SHORT), Direction.UPSTREAM).from(Moment.afterBytes(2)));
        Ends ends = link();

        assertThat(millis(() -> {
                    send(ends.client(), "1234");
                    expect(ends.server(), "12");
                    expect(ends.server(), "34");
                }))
                .isGreaterThanOrEqualTo(SHORT.toMillis());
        ends.expectWorking();
    }

    @Test
    void shouldStallUntilItIsRemoved() throws Exception {
        Ends ends = link();
        upstreamFault(new Stall(Duration.ZERO));
        send(ends.client(), "held");
        ends.client().shutdownOutput();
        expectNothing(ends.server());
        send(ends.server(), "free");
        expect(ends.client(), "free");

        remove("it");

        expect(ends.server(), "held");
        expectEnd(ends.server());
    }

    @Test
    void shouldNotTellTheOtherEndOfAHalfOpenConnection() throws Exception {
        Ends ends = link();
        ends.expectWorking();
        upstreamFault(new HalfOpen());

        send(ends.client(), "lost");
        send(ends.server(), "arrives");
        expect(ends.client(), "arrives");
        ends.client().close();
        expectNothing(ends.server());
        send(ends.server(), "into the void");
        expectNothing(ends.server());

        remove("it");
        expectEnd(ends.server());
    }
}
