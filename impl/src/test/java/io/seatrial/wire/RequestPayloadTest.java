package io.seatrial.wire;

import static io.seatrial.wire.Vectors.text;
import static io.seatrial.wire.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.PlaneException.InvalidRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviours 133 to 135 of dynamo-tcp.md 6.10, as far as bytes decide. */
class RequestPayloadTest {

    private final CountingAllocator allocator = new CountingAllocator();

    @AfterEach
    void everyBufferIsReleased() {
        allocator.assertAllReleased();
    }

    @Test
    void shouldIgnoreBytesBehindTheMessage() {
        ByteBuf payload = RequestPayload.encode(allocator, Vectors.CONTROL, utf8(Vectors.BODY_JSON));
        ByteBuf more = Unpooled.wrappedBuffer(payload, utf8("more"));

        RequestPayload request = RequestPayload.decode(more);

        assertThat(text(request.body())).isEqualTo(Vectors.BODY_JSON);
        more.release();
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "{}, ''", "'', {}"})
    void shouldRefuseAMessageWithAnEmptyPart(String header, String body) {
        ByteBuf payload = TwoPartEncoder.UNLIMITED.encode(allocator, new TwoPartMessage(utf8(header), utf8(body)));

        assertThatThrownBy(() -> RequestPayload.decode(payload))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("Invalid message: ");
        payload.release();
    }

    @Test
    void shouldRefuseAMessageThatIsCutOff() {
        ByteBuf payload = RequestPayload.encode(allocator, Vectors.CONTROL, utf8(Vectors.BODY_JSON));

        assertThatThrownBy(() -> RequestPayload.decode(payload.slice(0, payload.readableBytes() - 1)))
                .hasMessage("Invalid message: No message decoded");
        assertThatThrownBy(() -> RequestPayload.decode(Unpooled.EMPTY_BUFFER))
                .hasMessage("Invalid message: No message decoded");
        payload.release();
    }

    @Test
    void shouldRefuseLengthsThatWrap() {
        ByteBuf payload = allocator.buffer();
        TwoPartEncoder.writeHead(payload, -1, -1);

        assertThatThrownBy(() -> RequestPayload.decode(payload))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.reason()).isEqualTo(WireException.Reason.TOO_LARGE));
        payload.release();
    }

    @Test
    void shouldReleaseBothPartsWhenTheControlMessageCannotBeRead() {
        ByteBuf payload = TwoPartEncoder.UNLIMITED.encode(allocator, new TwoPartMessage(utf8("{}"), utf8("{}")));

        assertThatThrownBy(() -> RequestPayload.decode(payload)).hasMessage("missing key \"id\"");
        assertThat(payload.refCnt()).isOne();
        payload.release();
    }

    @Test
    void shouldRefuseToSendAnEmptyBodyAndReleaseIt() {
        ByteBuf body = allocator.buffer();

        assertThatThrownBy(() -> RequestPayload.encode(allocator, Vectors.CONTROL, body))
                .isInstanceOf(InvalidRequest.class);
        assertThat(body.refCnt()).isZero();
    }

    @Test
    void shouldKeepTheBodyAliveForItsOwnerOnly() {
        ByteBuf payload = RequestPayload.encode(allocator, Vectors.CONTROL, allocator.of(new byte[5000]));

        RequestPayload request = RequestPayload.decode(payload);
        payload.release();

        assertThat(request.body().readableBytes()).isEqualTo(5000);
        request.release();
    }
}
