package io.seatrial.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentCodingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain-._~!$&'()*+,;=:@|plain-._~!$&'()*+,;=:@",
                "a b|a%20b",
                "ä€|%C3%A4%E2%82%AC",
                "a/b%c?d#e|a%2Fb%25c%3Fd%23e",
                "[{\"<>\\^`|%5B%7B%22%3C%3E%5C%5E%60"
            })
    void shouldEscapeWhatMayNotStandInAPath(String text, String escaped) {
        assertThat(PercentCoding.encode(text, "")).isEqualTo(escaped);
        assertThat(PercentCoding.decode(escaped)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"%2f,/", "%E2%82%ac,€", "%,%", "a%4,a%4", "%zz,%zz", "%%41,%A", "%2541,%41"})
    void shouldReadEscapesOnceAndLeaveWhatIsNone(String escaped, String text) {
        assertThat(PercentCoding.decode(escaped)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "%C3", "%ED%A0%80", "a%C3b"})
    void shouldNotReadWhatIsNoText(String escaped) {
        assertThat(PercentCoding.decode(escaped)).isNull();
    }

    @Property
    void shouldReadWhatItWrote(@ForAll @StringLength(max = 20) String text) {
        String wellFormed = text.replaceAll("\\p{Cs}", "");
        assertThat(PercentCoding.decode(PercentCoding.encode(wellFormed, ""))).isEqualTo(wellFormed);
    }
}
