package io.seatrial.scenarios.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class UnsignedHexTest {

    private final UnsignedHex hex = new UnsignedHex();

    @Test
    void shouldReadWhateverIsPrintedAsAnInstanceId() {
        for (long id : new long[] {0, 0x1f00, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            assertThat(hex.convert(Long.toHexString(id))).isEqualTo(id);
        }
        assertThat(hex.convert("00FF")).isEqualTo(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x1f", "+1f", "-1", "1g", " 1", "10000000000000000", "٣"})
    void shouldRefuseWhatIsNone(String text) {
        assertThatThrownBy(() -> hex.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "' is not a number of 1 to 16 hex digits");
    }
}
