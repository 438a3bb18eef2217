package io.seatrial.wire;

import static io.seatrial.wire.Vectors.bytes;
import static io.seatrial.wire.Vectors.hex;
import static io.seatrial.wire.Vectors.text;
import static io.seatrial.wire.Vectors.utf8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.PlaneException.PayloadTooLarge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Behaviours 23 to 26 of dynamo-tcp.md 6.2, as far as bytes decide. */
class AckFramesTest {

    private final CountingAllocator allocator = new CountingAllocator();
    private final AckDecoder decoder = new AckDecoder(100);

    @AfterEach
    void everyBufferIsReleased() {
        allocator.assertAllReleased();
    }

    @Test
    void shouldShareTheEmptyAcknowledgement() {
        ByteBuf first = AckFrames.empty();
        first.skipBytes(4).release();

        assertThat(hex(AckFrames.empty())).isEqualTo("00000000");
        assertThat(AckFrames.empty().isReadOnly()).isTrue();
        assertThat(AckFrames.empty().refCnt()).isPositive();
    }

    @Test
    void shouldCollectEmptyAcknowledgementsInOneBuffer() {
        ByteBuf out = allocator.buffer();

        AckFrames.writeEmpty(out);
        AckFrames.writeEmpty(out);

        assertThat(hex(out)).isEqualTo("0000000000000000");
    }

    @Test
    void shouldCollectTextsInOneBuffer() {
        ByteBuf out = allocator.buffer();

        AckFrames.write(out, "Unknown endpoint: 1a2b/nope");
        AckFrames.write(out, "é");

        assertThat(hex(out)).isEqualTo(Vectors.UNKNOWN_ENDPOINT_ACK + "00000002c3a9");
    }

    @Test
    void shouldReadBackWhatItWrote() {
        ByteBuf frame = AckFrames.encode(allocator, allocator.of(new byte[] {1, 2, 3}), 7);

        ByteBuf body = requireNonNull(decoder.decode(frame));

        assertThat(body).isEqualTo(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
        body.release();
        frame.release();
    }

    @Test
    void shouldAskForMoreWhileBytesAreMissing() {
        assertThat(decoder.decode(bytes("000000"))).isNull();
        ByteBuf in = bytes("000000026f");
        assertThat(decoder.decode(in)).isNull();
        assertThat(in.readerIndex()).isZero();
        assertThat(text(requireNonNull(decoder.decode(Unpooled.wrappedBuffer(in, bytes("6b"))))))
                .isEqualTo("ok");
    }

    @Test
    void shouldRefuseToReadASliceThatIsCutOff() {
        assertThatThrownBy(() -> decoder.decodeSlice(bytes("000000")))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.reason()).isEqualTo(WireException.Reason.INCOMPLETE));
        assertThat(text(decoder.decodeSlice(bytes("0000000161")))).isEqualTo("a");
    }

    @Test
    void shouldRefuseToWriteMoreThanTheLimit() {
        ByteBuf body = allocator.of(new byte[5]);

        assertThatThrownBy(() -> AckFrames.encode(allocator, body, 5))
                .isInstanceOf(PayloadTooLarge.class)
                .hasMessage("Response too large: 9 bytes (max: 5 bytes)");
        assertThat(body.refCnt()).isZero();
    }

    @Test
    void shouldRefuseMoreThanTheLimitAsSoonAsTheLengthIsThere() {
        assertThatThrownBy(() -> decoder.decode(bytes("00000061")))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.reason()).isEqualTo(WireException.Reason.TOO_LARGE))
                .hasMessage("Response too large: 101 bytes (max: 100 bytes)");
    }

    @Test
    void shouldWaitForAnAcknowledgementOfExactlyTheLimit() {
        assertThat(decoder.decode(bytes("00000060"))).isNull();
    }

    @Test
    void shouldShowAPeerThatSpeaksHttpByItsLength() {
        ByteBuf http = utf8("HTTP/1.1 400 Bad Request\r\n");

        assertThatThrownBy(() -> new AckDecoder(WireLimits.DEFAULT_MAX_MESSAGE_BYTES).decode(http))
                .hasMessage("Response too large: 1213486164 bytes (max: 33554432 bytes)");
    }
}
