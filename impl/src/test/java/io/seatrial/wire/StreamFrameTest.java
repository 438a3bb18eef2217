package io.seatrial.wire;

import static io.seatrial.wire.Vectors.text;
import static io.seatrial.wire.Vectors.utf8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 41 and 42 of dynamo-tcp.md 6.4. */
class StreamFrameTest {

    private final CountingAllocator allocator = new CountingAllocator();

    @AfterEach
    void everyBufferIsReleased() {
        allocator.assertAllReleased();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"complete_final\":true}",
                "{\"data\":null,\"complete_final\":true}",
                " {\"complete_final\" : true , \"data\" : null}",
                "{\"complete_final\":true,\"x\":[1]}",
                "{\"complete_fina\\u006c\":true,\"dat\\u0062\":1}"
            })
    void shouldReadEveryFormOfTheFinalFrameAlike(String json) {
        assertThat(StreamFrame.decode(utf8(json))).isEqualTo(StreamFrame.FINAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,2,{}]}", "[]", "\"te\\u0078t\"", "-1.5E+3", "0", "true", "false", "{}"})
    void shouldHandOutTheBytesOfTheItem(String item) {
        StreamFrame frame = StreamFrame.decode(utf8("{ \"data\" : " + item + " ,\"complete_final\":false}"));

        assertThat(frame.completeFinal()).isFalse();
        assertThat(text(requireNonNull(frame.data()))).isEqualTo(item);
    }

    @Test
    void shouldReadAnItemAndTheFinalMarkInOneFrame() {
        StreamFrame frame = StreamFrame.decode(utf8("{\"data\":7,\"complete_final\":true}"));

        assertThat(frame.completeFinal()).isTrue();
        assertThat(text(requireNonNull(frame.data()))).isEqualTo("7");
    }

    @Test
    void shouldReadAFrameWithNeither() {
        assertThat(StreamFrame.decode(utf8("{\"complete_final\":false}"))).isEqualTo(new StreamFrame(null, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"data\":1}",
                "{\"data\":1,\"complete_final\":null}",
                "{\"data\":1,\"complete_final\":\"true\"}",
                "{\"data\":01,\"complete_final\":false}",
                "{\"data\":{\"a\":},\"complete_final\":false}",
                "{\"data\":\"\\ud800\",\"complete_final\":false}",
                "{\"data\":1,\"data\":1,\"complete_final\":false}",
                "{\"complete_final\":true,\"complete_final\":true}",
                "{\"data\":1,\"complete_final\":false}x",
                "{\"data\":1 \"complete_final\":false}",
                "[null,true]"
            })
    void shouldRefuseWhatIsNoFrameAndKeepNoReference(String json) {
        ByteBuf body = allocator.of(json.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> StreamFrame.decode(body)).isInstanceOf(WireException.class);
        assertThat(body.refCnt()).isOne();
        body.release();
    }

    @Test
    void shouldKeepTheItemAliveForItsOwnerOnly() {
        ByteBuf body = allocator.of("{\"data\":[1],\"complete_final\":false}".getBytes(StandardCharsets.UTF_8));

        StreamFrame frame = StreamFrame.decode(body);
        body.release();

        assertThat(requireNonNull(frame.data()).toString(StandardCharsets.UTF_8))
                .isEqualTo("[1]");
        frame.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, WireLimits.COPY_BYTES, WireLimits.COPY_BYTES + 1, 1 << 20})
    void shouldWriteItemsOfAnySize(int size) {
        byte[] item = ("\"" + "x".repeat(size - 1) + "\"").getBytes(StandardCharsets.UTF_8);

        ByteBuf frame = StreamFrame.encodeItem(allocator, allocator.of(item));

        TwoPartMessage message = requireNonNull(TwoPartDecoder.UNLIMITED.decode(frame));
        assertThat(frame.isReadable()).isFalse();
        StreamFrame read = StreamFrame.decode(message.body());
        assertThat(text(requireNonNull(read.data()))).hasSize(item.length);
        message.release();
        frame.release();
    }

    @Test
    void shouldNotCopyALargeItem() {
        ByteBuf item = allocator.of(new byte[WireLimits.COPY_BYTES + 1]);

        ByteBuf frame = StreamFrame.encodeItem(allocator, item);

        item.setByte(0, 42);
        assertThat(frame.getByte(24 + "{\"data\":".length())).isEqualTo((byte) 42);
        frame.release();
    }

    @Test
    void shouldCollectItemsInOneBuffer() {
        ByteBuf out = allocator.buffer(1);
        ByteBuf item = utf8(Vectors.DATA_ITEM);

        StreamFrame.writeItem(out, item);
        StreamFrame.writeItem(out, item);

        assertThat(Vectors.hex(out)).isEqualTo(Vectors.DATA + Vectors.DATA);
        assertThat(item.refCnt()).isOne();
    }
}
