package io.seatrial.transport.nats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.impl.Headers;
import io.nats.client.support.IncomingHeadersProcessor;
import io.seatrial.plane.PlaneException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers as bytes, read back by the library. */
class WireHeadersTest {

    private static byte[] written(Headers headers) {
        byte[] target = new byte[headers.serializedLength() + 2];
        assertThat(headers.serializeToArray(1, target)).isEqualTo(headers.serializedLength());
        byte[] bytes = new byte[headers.serializedLength()];
        System.arraycopy(target, 1, bytes, 0, bytes.length);
        assertThat(bytes).isEqualTo(headers.getSerialized());
        return bytes;
    }

    @Test
    void shouldKeepTheOrder() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int each = 9; each > 0; each--) {
            headers.put("name-" + each, "value " + each);
        }
        byte[] bytes = written(WireHeaders.of(headers));

        assertThat(new String(bytes, UTF_8))
                .startsWith("NATS/1.0\r\nname-9:value 9\r\nname-8:")
                .endsWith("\r\n\r\n");
        Headers read = new IncomingHeadersProcessor(bytes).getHeaders();
        headers.forEach((name, value) -> assertThat(read.get(name)).containsExactly(value));
    }

    @Test
    void shouldWriteAStatus() {
        IncomingHeadersProcessor read =
                new IncomingHeadersProcessor(written(WireHeaders.status(503, "Server overloaded: worker at capacity")));

        assertThat(read.getStatus().getCode()).isEqualTo(503);
        assertThat(read.getStatus().getMessage()).isEqualTo("Server overloaded: worker at capacity");
        assertThat(new String(written(WireHeaders.status(503, "")), UTF_8)).isEqualTo("NATS/1.0 503\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "é"})
    void shouldRefuseWhatCannotBeAName(String name) {
        assertThatThrownBy(() -> WireHeaders.of(Map.of(name, "value")))
                .isInstanceOf(PlaneException.InvalidRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "a\nb", "a\rb", "a\0b", "é"})
    void shouldRefuseAValueThatWouldBeMoreThanOneLine(String value) {
        assertThatThrownBy(() -> WireHeaders.of(Map.of("name", value)))
                .isInstanceOf(PlaneException.InvalidRequest.class);
    }
}
