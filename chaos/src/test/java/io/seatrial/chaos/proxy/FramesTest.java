package io.seatrial.chaos.proxy;

import static io.seatrial.chaos.proxy.Ends.expect;
import static io.seatrial.chaos.proxy.Ends.expectEnd;
import static io.seatrial.chaos.proxy.Ends.expectNothing;
import static io.seatrial.chaos.proxy.Ends.expectReset;
import static io.seatrial.chaos.proxy.Ends.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.chaos.fault.CorruptFrame;
import io.seatrial.chaos.fault.CutAtFrame;
import io.seatrial.chaos.fault.DelayFrame;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.DropFrame;
import io.seatrial.chaos.fault.DuplicateFrame;
import io.seatrial.chaos.fault.Ending;
import io.seatrial.chaos.fault.FrameSelection;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Moment;
import io.seatrial.chaos.fault.Reset;
import io.seatrial.chaos.fault.Stall;
import io.seatrial.chaos.proxy.framing.Framings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Faults that know where frames end, on acknowledgements: a length of four bytes and a body. */
class FramesTest extends ProxyFixture {

    @Override
    ProxySpec spec(ProxySpec plain) {
        return plain.framed(Framings.requestPlane());
    }

    private static byte[] frame(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.buffer().writeInt(bytes.length).writeBytes(bytes);
        byte[] all = new byte[frame.readableBytes()];
        frame.readBytes(all);
        return all;
    }

    private static byte[] frames(String... bodies) {
        ByteBuf all = Unpooled.buffer();
        for (String body : bodies) {
            all.writeBytes(frame(body));
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    @Test
    void shouldCutBetweenFrames() throws Exception {
        inject(Injection.of(new CutAtFrame(3, 0, Ending.CLOSE)));
        Ends ends = link();

        send(ends.server(), frames("one", "two", "three", "four"));

        expect(ends.client(), frames("one", "two"));
        expectEnd(ends.client());
        expectEnd(ends.server());
    }

    @Test
    void shouldCutInsideAFrameWithAReset() throws Exception {
        inject(Injection.of(new CutAtFrame(2, 5, Ending.RESET)));
        Ends ends = link();

        send(ends.server(), frames("one", "two"));

        expect(ends.client(), frame("one"));
        expect(ends.client(), new byte[] {0, 0, 0, 3, 't'});
        expectReset(ends.client());
    }

    @Test
    void shouldFindTheSameBoundaryWhateverTheSegments() throws Exception {
        inject(Injection.of(new CutAtFrame(2, 0, Ending.CLOSE)));
        Ends ends = link();

        for (byte octet : frames("a longer one", "two")) {
            send(ends.server(), new byte[] {octet});
        }

        expect(ends.client(), frame("a longer one"));
        expectEnd(ends.client());
    }

    @Test
    void shouldDropDuplicateAndCorruptTheFramesThatAreChosen() throws Exception {
        inject(Injection.of(new DropFrame(FrameSelection.nth(1))));
        inject(Injection.of(new DuplicateFrame(FrameSelection.nth(1))));
        inject(Injection.of(new CorruptFrame(FrameSelection.nth(3), 4)));
        Ends ends = link();

        send(ends.server(), frames("one", "two", "three", "four"));

        expect(ends.client(), frames("two", "two"));
        byte[] corrupted = ends.client().getInputStream().readNBytes(4 + "three".length());
        assertThat(corrupted[4]).isNotEqualTo((byte) 't');
        assertThat(new String(corrupted, 5, 4, StandardCharsets.UTF_8)).isEqualTo("hree");
        expect(ends.client(), frame("four"));
    }

    @Test
    void shouldHoldAFrameAndWhatIsBehindIt() throws Exception {
        inject(Injection.of(new DelayFrame(FrameSelection.nth(2), Duration.ofMillis(200), false)));
        Ends ends = link();
        long before = System.nanoTime();

        send(ends.server(), frames("one", "two", "three"));
        ends.server().shutdownOutput();

        expect(ends.client(), frames("one"));
        expect(ends.client(), frames("two", "three"));
        expectEnd(ends.client());
        assertThat((System.nanoTime() - before) / 1_000_000).isGreaterThanOrEqualTo(200);
    }

    @Test
    void shouldLetOthersOvertakeAFrameThatWaits() throws Exception {
        inject(Injection.of(new DelayFrame(FrameSelection.nth(1), Duration.ofMillis(200), true)));
        Ends ends = link();

        send(ends.server(), frames("one", "two", "three"));
        ends.server().shutdownOutput();

        expect(ends.client(), frames("two", "three", "one"));
        expectEnd(ends.client());
    }

    @Test
    void shouldGiveWhatItHoldsWhenADelayIsRemoved() throws Exception {
        inject(Injection.of(new DelayFrame(FrameSelection.nth(1), Duration.ofHours(1), false))
                .named("it"));
        Ends ends = link();
        send(ends.server(), frames("one", "two"));
        ends.server().shutdownOutput();
        expectNothing(ends.client());

        remove("it");

        expect(ends.client(), frames("one", "two"));
        expectEnd(ends.client());
    }

    @Test
    void shouldAimAtTheMomentBetweenTwoFrames() throws Exception {
        inject(Injection.of(Reset.now(), Direction.DOWNSTREAM).from(Moment.afterFrames(1)));
        Ends ends = link();

        send(ends.server(), frame("ack"));

        expect(ends.client(), frame("ack"));
        expectReset(ends.client());
        expectReset(ends.server());
    }

    @Test
    void shouldStallBetweenAHeadAndItsBody() throws Exception {
        inject(Injection.of(new Stall(Duration.ZERO), Direction.DOWNSTREAM)
                .named("it")
                .from(new Moment(1, 4)));
        Ends ends = link();

        send(ends.server(), frames("one", "two"));

        expect(ends.client(), frame("one"));
        expect(ends.client(), new byte[] {0, 0, 0, 3});
        expectNothing(ends.client());
        remove("it");
        expect(ends.client(), "two");
    }

    @Test
    void shouldLeaveTheFrameAloneThatWasUnderWayWhenItCame() throws Exception {
        Ends ends = link();
        byte[] one = frame("one");
        send(ends.server(), java.util.Arrays.copyOf(one, 5));
        expect(ends.client(), java.util.Arrays.copyOf(one, 5));
        inject(Injection.of(new DropFrame(FrameSelection.each(1))).named("it"));

        send(ends.server(), java.util.Arrays.copyOfRange(one, 5, one.length));
        expect(ends.client(), "ne");
        send(ends.server(), frames("two", ""));
        expectNothing(ends.client());
    }
}
