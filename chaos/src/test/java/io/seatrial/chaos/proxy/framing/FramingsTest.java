package io.seatrial.chaos.proxy.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.wire.AckFrames;
import io.seatrial.wire.RequestFrameEncoder;
import io.seatrial.wire.TwoPartEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The boundaries that scanners find are those of the real encoders, wherever the bytes are cut. */
class FramingsTest {

    /** Returns the sizes of the frames that a scanner finds, and at the end what is left of an unfinished one. */
    private static List<Integer> sizes(FrameScanner scanner, ByteBuf wire, List<Integer> cuts) {
        List<Integer> sizes = new ArrayList<>();
        int size = 0;
        for (int turn = 0; wire.isReadable(); turn++) {
            ByteBuf piece = wire.readSlice(Math.min(cuts.get(turn % cuts.size()), wire.readableBytes()));
            while (piece.isReadable()) {
                int from = piece.readerIndex();
                boolean last = scanner.advance(piece);
                assertThat(piece.readerIndex()).isGreaterThan(from);
                size += piece.readerIndex() - from;
                if (last) {
                    sizes.add(size);
                    size = 0;
                }
            }
        }
        if (size > 0) {
            sizes.add(-size);
        }
        return sizes;
    }

    @Property(tries = 200)
    void shouldFindTheEndsOfRequests(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 300) Integer> payloads,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 100) Integer> cuts) {
        ByteBuf wire = Unpooled.buffer();
        List<Integer> expected = new ArrayList<>();
        for (int payload : payloads) {
            ByteBuf frame = RequestFrameEncoder.UNLIMITED.encode(
                    UnpooledByteBufAllocator.DEFAULT,
                    "1a2b/generate",
                    Map.of("a", "b"),
                    Unpooled.buffer().writeZero(payload));
            expected.add(frame.readableBytes());
            wire.writeBytes(frame);
            frame.release();
        }

        assertThat(sizes(Framings.requestPlane().scanner(Direction.UPSTREAM), wire, cuts))
                .isEqualTo(expected);
    }

    @Property(tries = 200)
    void shouldFindTheEndsOfAcknowledgementsAndTwoPartMessages(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 300) Integer> bodies,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 100) Integer> cuts) {
        ByteBuf acks = Unpooled.buffer();
        ByteBuf messages = Unpooled.buffer();
        List<Integer> ackSizes = new ArrayList<>();
        List<Integer> messageSizes = new ArrayList<>();
        for (int body : bodies) {
            AckFrames.write(acks, "x".repeat(body));
            ackSizes.add(4 + body);
            TwoPartEncoder.writeHead(messages, body, 2 * body);
            messages.writeZero(3 * body);
            messageSizes.add(TwoPartEncoder.HEAD_BYTES + 3 * body);
        }

        assertThat(sizes(Framings.requestPlane().scanner(Direction.DOWNSTREAM), acks, cuts))
                .isEqualTo(ackSizes);
        assertThat(sizes(Framings.responsePlane().scanner(Direction.UPSTREAM), messages, cuts))
                .isEqualTo(messageSizes);
    }

    @Test
    void shouldTakeALengthBeyondAllMeasureAsEndless() {
        ByteBuf wire = Unpooled.buffer().writeLong(-1).writeLong(5).writeLong(0).writeZero(100);

        assertThat(sizes(Framings.responsePlane().scanner(Direction.UPSTREAM), wire, List.of(7)))
                .containsExactly(-124);
    }

    @Test
    void shouldAddTwoLengthsThatTogetherAreBeyondAllMeasure() {
        ByteBuf wire = Unpooled.buffer()
                .writeLong(Long.MAX_VALUE)
                .writeLong(Long.MAX_VALUE)
                .writeLong(0)
                .writeZero(10);

        assertThat(sizes(Framings.responsePlane().scanner(Direction.UPSTREAM), wire, List.of(100)))
                .containsExactly(-34);
    }
}
