package io.seatrial.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownFailingFileTest {

    private static final KnownFailure ONE =
            new KnownFailure("SHARED-*", "#12", "No place for \"warnings\": yet", "1.4.0", "was *\nand \u00e9 # x");
    private static final KnownFailure TWO = new KnownFailure("ACK-01 * tcp loopback *", "#1", "why", "1.0", "a");
    private static final KnownFailure THREE = new KnownFailure("ACK-01 * tcp loopback *", "#1", "why", "1.0", "b");

    @Test
    void shouldReadWhatItWroteInAStableOrder() {
        String text = KnownFailingFile.write(List.of(ONE, THREE, TWO, ONE));

        assertThat(KnownFailingFile.read("known.yaml", text)).containsExactly(TWO, THREE, ONE);
        assertThat(KnownFailingFile.write(List.of(TWO, ONE, THREE))).isEqualTo(text);
    }

    @Test
    void shouldReadAnEmptyList() {
        assertThat(KnownFailingFile.read("known.yaml", KnownFailingFile.write(List.of())))
                .isEmpty();
    }

    @Test
    void shouldReadWhatAPersonWrote() {
        assertThat(KnownFailingFile.read("known.yaml", """
                        # why not
                        known-failing:
                          - pattern: SHARED-05
                            ticket: "#12"
                            reason: >-
                              The adapter has no place
                              for warnings yet.
                            since: 1.4
                            signature: expected 1, but was 0
                        """))
                .containsExactly(new KnownFailure(
                        "SHARED-05",
                        "#12",
                        "The adapter has no place for warnings yet.",
                        "1.4",
                        "expected 1, but was 0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {known-failing: [{pattern: A-01}]}     | known.yaml:1: an entry lacks [ticket, reason, since, signature]
                    {known-failing: [{colour: red}]}       | known.yaml:1: unknown key 'colour', expected one of [pattern, ticket
                    {known-failing: [{ticket: ''}]}        | known.yaml:1: 'ticket' must be a text
                    {known-failing: [x]}                   | known.yaml:1: expected an entry with [pattern
                    {known-failing: x}                     | known.yaml:1: expected a list
                    {known: []}                            | known.yaml:1: unknown key 'known', expected known-failing
                    [                                      | known.yaml:1: expected a mapping with known-failing
                    {                                      | known.yaml:1: not YAML
                    """)
    void shouldSayWhereAndWhyItCannotReadAFile(String yaml, String message) {
        assertThatThrownBy(() -> KnownFailingFile.read("known.yaml", yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
