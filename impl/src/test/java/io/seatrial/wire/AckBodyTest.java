package io.seatrial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AckBodyTest {

    @Test
    void shouldTakeTheEmptyBodyForSuccess() {
        assertThat(AckBody.of(new byte[0])).isSameAs(AckBody.ACCEPTED);
        assertThat(AckBody.of("")).isSameAs(AckBody.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_ENDPOINT, Unknown endpoint: 1a2b/nope",
        "UNKNOWN_ENDPOINT, Server unavailable: unknown endpoint 1a2b/nope",
        "OVERLOADED, Server overloaded: worker at capacity",
        "OVERLOADED, Server overloaded:",
        "UNAVAILABLE, Server unavailable: worker pool channel closed",
        "PROTOCOL_ERROR, Read error: invalid endpoint path length: 0",
        "PROTOCOL_ERROR, Invalid endpoint path",
        "OTHER, Invalid endpoint paths",
        "OTHER, unknown endpoint: x",
        "OTHER, ok"
    })
    void shouldTellWhatABodyMeans(AckBody.Kind kind, String text) {
        assertThat(AckBody.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(new AckBody(kind, text));
    }

    @Test
    void shouldUnderstandWhatServersSend() {
        assertThat(AckBody.of(AckTexts.unknownEndpoint("a")).kind()).isEqualTo(AckBody.Kind.UNKNOWN_ENDPOINT);
        assertThat(AckBody.of(AckTexts.unavailableEndpoint("a")).kind()).isEqualTo(AckBody.Kind.UNKNOWN_ENDPOINT);
        assertThat(AckBody.of(AckTexts.overloaded("x")).kind()).isEqualTo(AckBody.Kind.OVERLOADED);
        assertThat(AckBody.of(AckTexts.unavailable("x")).kind()).isEqualTo(AckBody.Kind.UNAVAILABLE);
        assertThat(AckBody.of(AckTexts.readError("x")).kind()).isEqualTo(AckBody.Kind.PROTOCOL_ERROR);
        assertThat(AckBody.of(AckTexts.INVALID_PATH).kind()).isEqualTo(AckBody.Kind.PROTOCOL_ERROR);
    }
}
