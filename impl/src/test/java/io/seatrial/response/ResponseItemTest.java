package io.seatrial.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseItemTest {

    private static ResponseItem item(String json) {
        return ResponseItem.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "\"error\"",
                "[\"event\",\"error\"]",
                "{}",
                "{\"data\":\"x\",\"event\":\"token\"}",
                "{\"error\":{\"error_type\":\"Unknown\",\"message\":\"m\"}}"
            })
    void shouldTakeNoItemForAnErrorThatDoesNotSaySo(String json) {
        assertThat(item(json).isError()).isFalse();
        assertThat(item(json)).hasToString(json);
    }

    @Test
    void shouldKnowAnErrorByItsEvent() {
        ResponseItem error = item("{\"event\":\"error\",\"comment\":[\"a\",\"b\"]}");
        assertThat(error.isError()).isTrue();
        assertThat(error.error().orElseThrow().display()).isEqualTo("Unknown: a; b");
        assertThat(item("{\"data\":1,\"event\":\"error\"}")
                        .error()
                        .orElseThrow()
                        .message())
                .isEqualTo("unknown error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"err\\u006fr\",\"comment\":[\"a\"]}",
                "{\"\\u0065vent\":\"\\u0065rr\\u006Fr\",\"comment\":[\"a\"]}",
                "{\"comment\":[\"a\"],\"event\":\"error\"}"
            })
    void shouldKnowAnErrorHoweverItIsWritten(String json) {
        assertThat(item(json).error().orElseThrow().display()).isEqualTo("Unknown: a");
    }

    @Test
    void shouldKnowItsOwnErrors() {
        ResponseItem error = ResponseItem.error("not \"so\"");
        assertThat(error)
                .hasToString(
                        "{\"event\":\"error\",\"error\":{\"error_type\":\"Unknown\",\"message\":\"not \\\"so\\\"\"}}");
        assertThat(error.isError()).isTrue();
    }
}
