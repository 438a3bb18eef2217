package io.seatrial.wire;

import static io.seatrial.wire.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Encoders ask for one buffer of just the size that they write: no growing, and no room for a payload that is not copied. */
class BufferSizesTest {

    private static final int LARGE = WireLimits.COPY_BYTES + 1;
    private static final int HEAD = TwoPartEncoder.HEAD_BYTES;

    private final CountingAllocator allocator = new CountingAllocator();

    @AfterEach
    void everyBufferIsReleased() {
        allocator.assertAllReleased();
    }

    private void assertAskedFor(int bytes, ByteBuf frame) {
        frame.release();
        assertThat(allocator.largest()).isEqualTo(bytes);
    }

    private static ByteBuf of(int bytes) {
        return Unpooled.wrappedBuffer(new byte[bytes]);
    }

    private ByteBuf request(int payload) {
        return new RequestFrameEncoder(WireLimits.UNLIMITED).encode(allocator, "path", Map.of(), of(payload));
    }

    private ByteBuf message(int header, int body) {
        return TwoPartEncoder.UNLIMITED.encode(allocator, new TwoPartMessage(of(header), of(body)));
    }

    @Test
    void shouldAskForAWholeSmallRequest() {
        ByteBuf frame = request(5);
        assertAskedFor(frame.readableBytes(), frame);
    }

    @Test
    void shouldAskForTheLargestRequestThatIsCopied() {
        ByteBuf frame = request(WireLimits.COPY_BYTES);
        assertAskedFor(frame.readableBytes(), frame);
    }

    @Test
    void shouldAskForTheHeadOfALargeRequest() {
        ByteBuf frame = request(LARGE);
        assertAskedFor(frame.readableBytes() - LARGE, frame);
    }

    @Test
    void shouldAskForTheHeadThatIsSentAlone() {
        RequestHead head = RequestHead.of("path", Map.of());
        ByteBuf encoded = new RequestFrameEncoder(WireLimits.UNLIMITED).encodeHead(allocator, head, LARGE);
        assertAskedFor(encoded.readableBytes(), encoded);
    }

    @Test
    void shouldAskForAWholeSmallMessage() {
        assertAskedFor(HEAD + 7 + 5, message(7, 5));
    }

    @Test
    void shouldAskForTheLargestHeaderThatIsCopied() {
        assertAskedFor(HEAD + WireLimits.COPY_BYTES + 5, message(WireLimits.COPY_BYTES, 5));
    }

    @Test
    void shouldAskForNoRoomForALargeBody() {
        assertAskedFor(HEAD + 7, message(7, LARGE));
    }

    @Test
    void shouldAskForTheHeadAloneBeforeALargeHeader() {
        assertAskedFor(HEAD, message(LARGE, 5));
    }

    @Test
    void shouldAskForAWholeSmallRequestPayload() {
        int json = Vectors.CONTROL.toJson().length;
        assertAskedFor(HEAD + json + 5, RequestPayload.encode(allocator, Vectors.CONTROL, of(5)));
    }

    @Test
    void shouldWriteAConstantMessageAsAnyOther() {
        ByteBuf constant = TwoPartEncoder.constant(new byte[] {'h', 'h'}, new byte[] {'b'});
        ByteBuf written = TwoPartEncoder.UNLIMITED.encode(allocator, new TwoPartMessage(utf8("hh"), utf8("b")));

        assertThat(constant).isEqualTo(written);
        assertThat(constant.isReadOnly()).isTrue();
        constant.release();
        assertThat(constant.refCnt()).as("a constant that was released").isPositive();
        written.release();
    }

    @Test
    void shouldHoldJustTheBytesOfAConstant() {
        byte[] bytes = {1, 2};
        ByteBuf in = Unpooled.wrappedBuffer(new byte[] {9, 1, 2}).skipBytes(1);

        assertThat(WireBuffers.holds(in, bytes)).isTrue();
        assertThat(WireBuffers.holds(in, new byte[] {1, 3})).isFalse();
        assertThat(WireBuffers.holds(in, new byte[] {1})).isFalse();
        assertThat(WireBuffers.holds(in, new byte[] {1, 2, 3})).isFalse();
    }
}
