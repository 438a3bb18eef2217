package io.seatrial.wire;

import static io.seatrial.wire.Vectors.bytes;
import static io.seatrial.wire.Vectors.hex;
import static io.seatrial.wire.Vectors.text;
import static io.seatrial.wire.Vectors.utf8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every vector of dynamo-tcp.md 1.6, written and read. */
class WireVectorsTest {

    private final ByteBufAllocator allocator = UnpooledByteBufAllocator.DEFAULT;

    @Test
    void shouldWriteTheMinimalRequest() {
        ByteBuf frame = RequestFrameEncoder.UNLIMITED.encode(
                allocator, Vectors.PATH, Map.of(RequestHead.PATH_HEADER, Vectors.PATH), utf8("abc"));

        assertThat(hex(frame)).isEqualTo(Vectors.MINIMAL_REQUEST);
    }

    @Test
    void shouldReadTheMinimalRequest() {
        RequestFrame frame = requireNonNull(new RequestFrameDecoder(1024).decode(bytes(Vectors.MINIMAL_REQUEST)));

        assertThat(frame.path()).isEqualTo(Vectors.PATH);
        assertThat(frame.headers()).containsExactly(Map.entry(RequestHead.PATH_HEADER, Vectors.PATH));
        assertThat(text(frame.payload())).isEqualTo("abc");
    }

    @Test
    void shouldWriteTheFullRequest() {
        ByteBuf payload = RequestPayload.encode(allocator, Vectors.CONTROL, utf8(Vectors.BODY_JSON));

        assertThat(payload.readableBytes()).isEqualTo(290);
        assertThat(payload.toString(24, 259, java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(Vectors.CONTROL_JSON);
        ByteBuf frame = RequestFrameEncoder.UNLIMITED.encode(allocator, RequestHead.route(Vectors.PATH), payload);
        assertThat(frame.readableBytes()).isEqualTo(346);
        assertThat(hex(frame))
                .startsWith(Vectors.REQUEST_HEAD + "00000122" + "000000000000010300000000000000070000000000000000")
                .endsWith("7b2278223a317d");
    }

    @Test
    void shouldReadTheFullRequest() {
        ByteBuf payload = RequestPayload.encode(allocator, Vectors.CONTROL, utf8(Vectors.BODY_JSON));

        RequestPayload request = RequestPayload.decode(payload);

        assertThat(request.control()).isEqualTo(Vectors.CONTROL);
        assertThat(request.control().connectionInfo().tcpStream().subject()).isEqualTo(Vectors.SUBJECT);
        assertThat(text(request.body())).isEqualTo(Vectors.BODY_JSON);
        payload.release();
    }

    @Test
    void shouldWriteAcknowledgements() {
        assertThat(hex(AckFrames.empty())).isEqualTo("00000000");
        assertThat(hex(AckFrames.encode(allocator, AckTexts.unknownEndpoint("1a2b/nope"))))
                .isEqualTo(Vectors.UNKNOWN_ENDPOINT_ACK);
    }

    @Test
    void shouldReadAcknowledgements() {
        AckDecoder decoder = new AckDecoder(1024);

        assertThat(text(requireNonNull(decoder.decode(bytes("00000000"))))).isEmpty();
        assertThat(text(requireNonNull(decoder.decode(bytes(Vectors.UNKNOWN_ENDPOINT_ACK)))))
                .isEqualTo("Unknown endpoint: 1a2b/nope");
    }

    @Test
    void shouldWriteEveryMessageOfTheResponsePlane() {
        assertThat(hex(new StreamHandshake(Vectors.SUBJECT, StreamType.RESPONSE).encode(allocator)))
                .isEqualTo(Vectors.HANDSHAKE);
        assertThat(hex(Prologue.OK.encode(allocator))).isEqualTo(Vectors.PROLOGUE_OK);
        assertThat(hex(new Prologue("Generate Error: boom").encode(allocator))).isEqualTo(Vectors.PROLOGUE_ERROR);
        assertThat(hex(StreamFrame.encodeItem(allocator, utf8(Vectors.DATA_ITEM))))
                .isEqualTo(Vectors.DATA);
        assertThat(hex(StreamFrame.finalFrame())).isEqualTo(Vectors.FINAL);
        assertThat(hex(ControlFrame.SENTINEL.frame())).isEqualTo(Vectors.SENTINEL);
        assertThat(hex(ControlFrame.STOP.frame())).isEqualTo(Vectors.STOP);
        assertThat(hex(ControlFrame.KILL.frame())).isEqualTo(Vectors.KILL);
        assertThat(hex(TwoPartEncoder.UNLIMITED.encode(allocator, TwoPartMessage.ofHeader(utf8("")))))
                .isEqualTo(Vectors.EMPTY);
    }

    @Test
    void shouldReadEveryMessageOfTheResponsePlane() {
        assertThat(StreamHandshake.decode(message(Vectors.HANDSHAKE).header()))
                .isEqualTo(new StreamHandshake(Vectors.SUBJECT, StreamType.RESPONSE));
        assertThat(Prologue.decode(message(Vectors.PROLOGUE_OK).header())).isEqualTo(Prologue.OK);
        assertThat(Prologue.decode(message(Vectors.PROLOGUE_ERROR).header()).error())
                .isEqualTo("Generate Error: boom");
        StreamFrame data = StreamFrame.decode(message(Vectors.DATA).body());
        assertThat(data.completeFinal()).isFalse();
        assertThat(text(requireNonNull(data.data()))).isEqualTo(Vectors.DATA_ITEM);
        assertThat(StreamFrame.decode(message(Vectors.FINAL).body())).isEqualTo(StreamFrame.FINAL);
        assertThat(ControlFrame.decode(message(Vectors.SENTINEL).header())).isEqualTo(ControlFrame.SENTINEL);
        assertThat(ControlFrame.decode(message(Vectors.STOP).header())).isEqualTo(ControlFrame.STOP);
        assertThat(ControlFrame.decode(message(Vectors.KILL).header())).isEqualTo(ControlFrame.KILL);
        assertThat(message(Vectors.EMPTY).totalBytes()).isEqualTo(24);
    }

    @Test
    void shouldReadTheChecksumsOfDebugBuildsAndIgnoreThem() {
        for (String[] vector : Vectors.DEBUG_CHECKSUMS) {
            String withChecksum = vector[0].substring(0, 32) + vector[1] + vector[0].substring(48);

            assertThat(message(withChecksum)).isEqualTo(message(vector[0]));
        }
    }

    private static TwoPartMessage message(String hex) {
        ByteBuf in = bytes(hex);
        TwoPartMessage message = requireNonNull(TwoPartDecoder.UNLIMITED.decode(in));
        assertThat(in.isReadable()).isFalse();
        return message;
    }
}
