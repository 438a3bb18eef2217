package io.seatrial.wire;

import static io.seatrial.wire.Vectors.bytes;
import static io.seatrial.wire.Vectors.text;
import static io.seatrial.wire.Vectors.utf8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's decoder: behaviours 2 to 22 of dynamo-tcp.md 6.1 as far as bytes decide. */
class RequestFrameDecoderTest {

    private static final int MAX = WireLimits.DEFAULT_MAX_MESSAGE_BYTES;

    private final RequestFrameDecoder decoder = new RequestFrameDecoder(MAX);

    @Test
    void shouldAskForMoreUntilTheLastByteAndConsumeNothingBefore() {
        ByteBuf whole = bytes(Vectors.MINIMAL_REQUEST);
        ByteBuf in = Unpooled.buffer();

        while (whole.readableBytes() > 1) {
            in.writeByte(whole.readByte());
            assertThat(decoder.decode(in)).isNull();
            assertThat(in.readerIndex()).isZero();
        }
        in.writeByte(whole.readByte());

        assertThat(text(requireNonNull(decoder.decode(in)).payload())).isEqualTo("abc");
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void shouldTakeFramesBackToBackInOrder() {
        ByteBuf in = Unpooled.wrappedBuffer(bytes(frame("a", "{}", "1")), bytes(frame("b", "{}", "22")));

        assertThat(next(in).path()).isEqualTo("a");
        RequestFrame second = next(in);
        assertThat(second.path()).isEqualTo("b");
        assertThat(text(second.payload())).isEqualTo("22");
        assertThat(decoder.decode(in)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200 * 1024, 1024 * 1024})
    void shouldTakePayloadsOfAnySize(int size) {
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) 9);
        ByteBuf in = encode("p", Map.of(), Unpooled.wrappedBuffer(payload));

        RequestFrame frame = next(in);

        assertThat(frame.payload()).isEqualTo(Unpooled.wrappedBuffer(payload));
        assertThat(frame.totalBytes()).isEqualTo(8 + 1 + 2 + size);
        frame.release();
    }

    @Test
    void shouldTakeAPathThatIsNotAscii() {
        RequestFrame frame = next(encode("генерация/生成", Map.of(), utf8("x")));

        assertThat(frame.path()).isEqualTo("генерация/生成");
        frame.release();
    }

    @Test
    void shouldTakeHeadersOfZeroBytesAsNone() {
        RequestFrame frame = next(bytes("0001" + "70" + "0000" + "00000000"));

        assertThat(frame.headers()).isEmpty();
        assertThat(frame.totalBytes()).isEqualTo(9);
    }

    @Test
    void shouldKeepTheBytesOfTheHeaders() {
        String json = "{ \"c\":\"3\", \"a\":\"1\",\"b\":\"\\u0032\"}";

        RequestFrame frame = next(bytes(frame("p", json, "")));

        assertThat(text(frame.head().headersJson())).isEqualTo(json);
        assertThat(frame.headers()).containsExactly(Map.entry("c", "3"), Map.entry("a", "1"), Map.entry("b", "2"));
        assertThat(frame.totalBytes()).isEqualTo(8 + 1 + json.length());
    }

    @Test
    void shouldTakeTheLastValueOfAHeaderGivenTwice() {
        assertThat(next(bytes(frame("p", "{\"a\":\"1\",\"a\":\"2\"}", ""))).headers())
                .containsExactly(Map.entry("a", "2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "null", "{\"a\":1}", "{\"a\":\"1\",\"b\":null}", "[]", "{}x", "\"a\"", "{\"a\":\"\\ud800\"}"
            })
    void shouldServeARequestWhoseHeadersCannotBeReadWithoutThem(String json) {
        RequestFrame frame = next(bytes(frame("p", json, "x")));

        assertThat(frame.headers()).isEmpty();
        assertThat(frame.path()).isEqualTo("p");
        frame.release();
    }

    @Test
    void shouldIgnoreHeadersItDoesNotKnow() {
        RequestFrame frame = next(encode("p", Map.of("x-frontend-send-ts-ns", "17"), utf8("x")));

        assertThat(frame.headers()).containsEntry("x-frontend-send-ts-ns", "17");
        frame.release();
    }

    @Test
    void shouldTellHeadsApartThatFollowEachOther() {
        ByteBuf in = Unpooled.wrappedBuffer(
                bytes(frame("p", "", "1")),
                bytes(frame("p", "{\"a\":\"1\"}", "2")),
                bytes(frame("p", "{\"a\":\"2\"}", "3")),
                bytes(frame("q", "{\"a\":\"2\"}", "4")));

        assertThat(next(in).headers()).isEmpty();
        assertThat(next(in).headers()).containsEntry("a", "1");
        assertThat(next(in).headers()).containsEntry("a", "2");
        assertThat(next(in).path()).isEqualTo("q");
    }

    @Test
    void shouldReadAHeadOnceWhileItStaysTheSame() {
        ByteBuf in = Unpooled.wrappedBuffer(bytes(Vectors.MINIMAL_REQUEST), bytes(Vectors.MINIMAL_REQUEST));

        assertThat(next(in).head()).isSameAs(next(in).head());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1025, 65_535})
    void shouldRefuseAPathLengthOutOfBoundsAsSoonAsItIsThere(int length) {
        ByteBuf in = Unpooled.buffer().writeShort(length);

        assertThatThrownBy(() -> decoder.decode(in)).isInstanceOfSatisfying(WireException.class, e -> {
            assertThat(e.reason()).isEqualTo(WireException.Reason.MALFORMED);
            assertThat(e.ackText()).isEqualTo("Read error: invalid endpoint path length: " + length);
        });
        assertThat(in.readableBytes()).isEqualTo(2);
    }

    @Test
    void shouldAcceptTheLongestPath() {
        assertThat(next(bytes(frame("p".repeat(1024), "{}", ""))).path()).hasSize(1024);
    }

    @Test
    void shouldCountTheWholeFrameAgainstTheLimit() {
        String hex = frame("p", "{}", "x".repeat(100));
        int total = hex.length() / 2;

        assertThat(new RequestFrameDecoder(total).decode(bytes(hex))).isNotNull();
        assertThatThrownBy(() -> new RequestFrameDecoder(total - 1).decode(bytes(hex)))
                .isInstanceOfSatisfying(WireException.class, e -> {
                    assertThat(e.reason()).isEqualTo(WireException.Reason.TOO_LARGE);
                    assertThat(e.ackText())
                            .isEqualTo("Read error: message too large: " + total + " bytes (max: " + (total - 1)
                                    + " bytes)");
                });
    }

    @Test
    void shouldRefuseAFrameOverTheLimitBeforeItsPayload() {
        ByteBuf in = bytes("0001" + "70" + "0002" + "7b7d" + "ffffffff");

        assertThatThrownBy(() -> decoder.decode(in))
                .hasMessage("message too large: 4294967306 bytes (max: 33554432 bytes)");
        assertThat(in.readerIndex()).isZero();
    }

    @Test
    void shouldGiveAFrameWhosePathIsNoTextAndTheNextOneAfterIt() {
        ByteBuf in = Unpooled.wrappedBuffer(
                bytes("0002" + "c080" + "0000" + "00000001" + "01"), bytes(Vectors.MINIMAL_REQUEST));

        RequestFrame broken = next(in);

        assertThat(broken.path()).isNull();
        broken.release();
        assertThat(next(in).path()).isEqualTo(Vectors.PATH);
    }

    @Test
    void shouldTakeTheReplacementCharacterInAPathForText() {
        assertThat(next(bytes(frame("a\uFFFDb", "{}", ""))).path()).isEqualTo("a\uFFFDb");
    }

    @Test
    void shouldHoldThePayloadForItsOwnerOnly() {
        ByteBuf in = UnpooledByteBufAllocator.DEFAULT.buffer().writeBytes(bytes(Vectors.MINIMAL_REQUEST));

        RequestFrame frame = next(in);
        in.release();

        assertThat(frame.payload().refCnt()).isPositive();
        frame.release();
        assertThat(in.refCnt()).isZero();
    }

    private RequestFrame next(ByteBuf in) {
        return requireNonNull(decoder.decode(in));
    }

    private static ByteBuf encode(String path, Map<String, String> headers, ByteBuf payload) {
        ByteBuf frame = RequestFrameEncoder.UNLIMITED.encode(UnpooledByteBufAllocator.DEFAULT, path, headers, payload);
        byte[] bytes = ByteBufUtil.getBytes(frame);
        frame.release();
        return Unpooled.wrappedBuffer(bytes);
    }

    /** Returns a frame in hex, put together by hand. */
    static String frame(String path, String headers, String payload) {
        return "%04x%s%04x%s%08x%s"
                .formatted(
                        utf8(path).readableBytes(),
                        Vectors.hex(utf8(path)),
                        utf8(headers).readableBytes(),
                        Vectors.hex(utf8(headers)),
                        utf8(payload).readableBytes(),
                        Vectors.hex(utf8(payload)));
    }

    @Test
    void shouldLookAtNothingBehindTheEndOfItsInput() {
        ByteBuf cut = Unpooled.wrappedBuffer(new byte[] {0, 5, 'a', 'b'});

        assertThat(new RequestFrameDecoder(WireLimits.UNLIMITED).decode(cut)).isNull();
        assertThat(cut.readerIndex()).isZero();
    }
}
