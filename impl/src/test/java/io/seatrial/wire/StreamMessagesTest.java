package io.seatrial.wire;

import static io.seatrial.wire.Vectors.hex;
import static io.seatrial.wire.Vectors.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshake, prologue and control messages: behaviours 39, 40, 95 and 146 of dynamo-tcp.md 6, as far as bytes decide. */
class StreamMessagesTest {

    @Test
    void shouldReadAHandshakeWithUnknownKeys() {
        assertThat(StreamHandshake.decode(
                        utf8("{\"x\":[{}],\"stream_type\":\"request\",\"subject\":\"s\",\"y\":1.5e3}")))
                .isEqualTo(new StreamHandshake("s", StreamType.REQUEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "\"sentinel\"",
                "{\"subject\":\"s\"}",
                "{\"stream_type\":\"response\"}",
                "{\"subject\":\"s\",\"stream_type\":\"other\"}",
                "{\"subject\":\"s\",\"stream_type\":null}",
                "{\"subject\":\"s\",\"subject\":\"s\",\"stream_type\":\"response\"}",
                "{\"subject\":\"s\",\"stream_type\":\"response\"}{}"
            })
    void shouldRefuseWhatIsNoHandshake(String json) {
        assertThatThrownBy(() -> StreamHandshake.decode(utf8(json))).isInstanceOf(WireException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":null}", "{}", "{\"typed_error\":{\"a\":[]},\"error\":null}", " { } "})
    void shouldReadAPrologueWithoutAnErrorAsSuccess(String json) {
        assertThat(Prologue.decode(utf8(json))).isEqualTo(Prologue.OK);
    }

    @Test
    void shouldReadAPrologueWithAnErrorAsFailure() {
        assertThat(Prologue.decode(utf8("{\"error\":\"x\"}"))).isEqualTo(new Prologue("x"));
        assertThat(Prologue.decode(utf8("{\"error\":\"\"}"))).isEqualTo(new Prologue(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"sentinel\"", "[]", "", "null", "{\"error\":1}", "{\"error\":\"a\",\"error\":\"a\"}", "{}x"})
    void shouldRefuseWhatIsNoPrologue(String json) {
        assertThatThrownBy(() -> Prologue.decode(utf8(json))).isInstanceOf(WireException.class);
    }

    @Test
    void shouldEscapeAnErrorAsTheModelDoes() {
        ByteBuf frame = new Prologue("a\"\\\n\u0001\u007f/é").encode(UnpooledByteBufAllocator.DEFAULT);

        assertThat(frame.skipBytes(24).toString(java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"error\":\"a\\\"\\\\\\n\\u0001\u007f/é\"}");
        frame.release();
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteAControlMessageAsItsNameInQuotes(ControlFrame control) {
        String json = '"' + control.label() + '"';

        assertThat(hex(control.frame())).endsWith(hex(utf8(json))).hasSize(2 * (24 + json.length()));
        assertThat(ControlFrame.decode(utf8(json))).isEqualTo(control);
        assertThat(ControlFrame.decode(utf8(" " + json.replace("e", "\\u0065") + "\n")))
                .isEqualTo(control);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "\"STOP\"", "\"stop\"x", "\"stop", "{}", "", "\"\""})
    void shouldRefuseWhatIsNoControlMessage(String json) {
        assertThatThrownBy(() -> ControlFrame.decode(utf8(json))).isInstanceOf(WireException.class);
    }

    @Test
    void shouldShareConstantFramesWithoutSharingTheirIndices() {
        ByteBuf used = ControlFrame.STOP.frame();
        used.skipBytes(30).release();

        assertThat(used.refCnt()).isPositive();
        assertThat(hex(ControlFrame.STOP.frame())).isEqualTo(Vectors.STOP);
        assertThat(ControlFrame.STOP.frame().isReadOnly()).isTrue();
        assertThat(StreamFrame.finalFrame().isReadOnly()).isTrue();
        assertThat(Prologue.OK.encode(UnpooledByteBufAllocator.DEFAULT).isReadOnly())
                .isTrue();
    }
}
