package io.seatrial.wire;

import static io.seatrial.wire.Vectors.hex;
import static io.seatrial.wire.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.PlaneException.InvalidRequest;
import io.seatrial.plane.PlaneException.PayloadTooLarge;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestFrameEncoderTest {

    private final CountingAllocator allocator = new CountingAllocator();
    private final RequestFrameEncoder encoder = RequestFrameEncoder.UNLIMITED;

    @AfterEach
    void everyBufferIsReleased() {
        allocator.assertAllReleased();
    }

    @Test
    void shouldWriteTheThreeLengthsBigEndian() {
        ByteBuf frame = encoder.encode(allocator, "p", Map.of("k", "v"), allocator.of(new byte[] {7}));

        assertThat(hex(frame)).isEqualTo("0001" + "70" + "0009" + "7b226b223a2276227d" + "00000001" + "07");
    }

    @Test
    void shouldWriteAnEmptyObjectWhenThereAreNoHeaders() {
        assertThat(hex(encoder.encode(allocator, "p", Map.of(), Unpooled.EMPTY_BUFFER)))
                .isEqualTo("000170" + "0002" + "7b7d" + "00000000");
    }

    @Test
    void shouldKeepTheOrderOfTheHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("traceparent", "00-1-2-01");
        headers.put("a", "é\"\\\n");

        assertThat(RequestHead.of("p", headers).headersJson().toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"traceparent\":\"00-1-2-01\",\"a\":\"é\\\"\\\\\\n\"}");
    }

    @Test
    void shouldRepeatThePathAsTheOnlyHeaderWhenThereIsNoTrace() {
        assertThat(RequestHead.route("1a/gen")).isEqualTo(RequestHead.route("1a/gen", Map.of()));
        assertThat(RequestHead.route("1a/gen").headersJson().toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"x-endpoint-path\":\"1a/gen\"}");
    }

    @Test
    void shouldRepeatThePathBeforeOtherHeadersAndNotLetThemOverrideIt() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("b", "1");
        headers.put(RequestHead.PATH_HEADER, "other");
        headers.put("a", "2");

        assertThat(RequestHead.route("1a/gen", headers).headers())
                .containsExactly(
                        Map.entry(RequestHead.PATH_HEADER, "1a/gen"), Map.entry("b", "1"), Map.entry("a", "2"));
    }

    @Test
    void shouldTellHeadsApartByAllTheirBytes() {
        RequestHead head = RequestHead.of("p", Map.of("a", "1"));

        assertThat(head)
                .isEqualTo(RequestHead.of("p", Map.of("a", "1")))
                .hasSameHashCodeAs(RequestHead.of("p", Map.of("a", "1")))
                .hasToString("RequestHead[p]")
                .isNotEqualTo(RequestHead.of("p", Map.of("a", "2")))
                .isNotEqualTo(RequestHead.of("q", Map.of("a", "1")))
                .isNotEqualTo("p");
        assertThat(head.hashCode()).isNotEqualTo(RequestHead.of("q", Map.of()).hashCode());
    }

    @Test
    void shouldCountThePathInBytes() {
        RequestHead head = RequestHead.of("при/渠", Map.of());

        assertThat(hex(head.pathUtf8())).isEqualTo("d0bfd180d0b82fe6b8a0");
        assertThat(head.size()).isEqualTo(2 + 10 + 2 + 2);
    }

    @Test
    void shouldRefuseWhatDoesNotFitALengthField() {
        assertThatThrownBy(() -> RequestHead.route("p".repeat(65_536)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessage("Endpoint path too long: 65536 bytes");
        assertThatThrownBy(() -> RequestHead.of("p", Map.of("k", "v".repeat(65_528))))
                .isInstanceOf(InvalidRequest.class)
                .hasMessage("Headers too large: 65536 bytes");
        assertThatThrownBy(() -> encoder.encodeHead(allocator, RequestHead.route("p"), 1L << 32))
                .isInstanceOf(PayloadTooLarge.class)
                .hasMessage("Payload too large: 4294967296 bytes");
    }

    @Test
    void shouldAcceptWhatJustFitsALengthField() {
        assertThat(RequestHead.of("p".repeat(65_535), Map.of("k", "v".repeat(65_527)))
                        .size())
                .isEqualTo(2 + 65_535 + 2 + 65_535);
        encoder.encodeHead(allocator, RequestHead.route("p"), (1L << 32) - 1).release();
    }

    @Test
    void shouldRefuseAFrameOverTheLimitAndReleaseThePayload() {
        ByteBuf payload = allocator.of(new byte[100]);
        RequestHead head = RequestHead.route("p");
        int total = head.size() + 4 + 100;

        assertThatThrownBy(() -> new RequestFrameEncoder(10).encode(allocator, head, payload))
                .isInstanceOf(PayloadTooLarge.class)
                .hasMessage("Request too large: " + total + " bytes (max: 10 bytes)");
        assertThat(payload.refCnt()).isZero();
        new RequestFrameEncoder(total)
                .encode(allocator, head, allocator.of(new byte[100]))
                .release();
    }

    @Test
    void shouldReleaseThePayloadWhenTheHeadCannotBeEncoded() {
        ByteBuf payload = allocator.of(new byte[1]);

        assertThatThrownBy(() -> encoder.encode(allocator, "p".repeat(65_536), Map.of(), payload))
                .isInstanceOf(InvalidRequest.class);
        assertThat(payload.refCnt()).isZero();
    }

    @Test
    void shouldWriteNothingWhenItRefuses() {
        ByteBuf out = allocator.buffer();

        assertThatThrownBy(() -> new RequestFrameEncoder(10).writeHead(out, RequestHead.route("p"), 1))
                .isInstanceOf(PayloadTooLarge.class);
        assertThat(out.isReadable()).isFalse();
        out.release();
    }

    @Test
    void shouldCopyASmallPayloadIntoOneBuffer() {
        ByteBuf payload = allocator.of(new byte[WireLimits.COPY_BYTES]);

        ByteBuf frame = encoder.encode(allocator, RequestHead.route("p"), payload);

        assertThat(frame).isNotInstanceOf(CompositeByteBuf.class);
        assertThat(frame.nioBufferCount()).isOne();
        assertThat(payload.refCnt()).isZero();
        frame.release();
    }

    @Test
    void shouldNotCopyALargePayload() {
        ByteBuf payload = allocator.of(new byte[WireLimits.COPY_BYTES + 1]);

        ByteBuf frame = encoder.encode(allocator, RequestHead.route("p"), payload);

        payload.setByte(WireLimits.COPY_BYTES, 42);
        assertThat(frame.getByte(frame.writerIndex() - 1)).isEqualTo((byte) 42);
        assertThat(payload.refCnt()).isOne();
        frame.release();
    }

    @Test
    void shouldWriteTheSameHeadForASenderThatWritesThePayloadItself() {
        RequestHead head = RequestHead.route(Vectors.PATH);
        ByteBuf collected = allocator.buffer();

        encoder.writeHead(collected, head, 3);

        assertThat(hex(encoder.encodeHead(allocator, head, 3))).isEqualTo(Vectors.REQUEST_HEAD + "00000003");
        assertThat(hex(collected.writeBytes(utf8("abc")))).isEqualTo(Vectors.MINIMAL_REQUEST);
    }
}
