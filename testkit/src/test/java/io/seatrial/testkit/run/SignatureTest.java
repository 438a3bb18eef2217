package io.seatrial.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.expect.CaseFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {

    private static Finding finding(String actual) {
        return new Finding(CaseFailure.Kind.EXPECTATION, "it", "that", actual, "", "");
    }

    private static String signature(String actual) {
        String signature = Signature.of(finding(actual));
        assertThat(Signature.matches(signature, finding(actual))).as(signature).isTrue();
        return signature.substring("it: expected that, but ".length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    was 2                                              | was 2
                    was 41873                                          | was *
                    was another, Server@1f3c09                         | was another, Server*
                    was 'Unknown endpoint: 694d9a1c2b3f4e01/generate'  | was 'Unknown endpoint: */generate'
                    was still pending after 10.25 s                    | was still pending after *
                    was still running at a.B$C.run:12 < d.E.f:-2       | was still running*
                    left 2 buffers [16 bytes from A.b:72 < C.d:9]      | left 2 buffers [16 bytes from A.b* < C.d*]
                    was 'a*b'                                          | was 'a*b'
                    """)
    void shouldLeaveOpenWhatDiffersFromRunToRun(String actual, String signature) {
        assertThat(signature(actual)).isEqualTo(signature);
    }

    @Test
    void shouldNotMatchAnotherFailure() {
        assertThat(Signature.matches(Signature.of(finding("was 2")), finding("was 3")))
                .isFalse();
        assertThat(Signature.matches("was * of *", finding("was 3 or 4"))).isFalse();
        assertThat(Signature.matches("was (", finding("was ("))).isTrue();
    }

    @Test
    void shouldBeShort() {
        assertThat(signature("was " + "x y ".repeat(500))).hasSizeLessThan(200).endsWith("*");
    }
}
