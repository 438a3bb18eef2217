package io.seatrial.testkit.expect;

import static io.seatrial.testkit.expect.Expect.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ExpectTest {

    @Test
    void shouldSayNothingWhenAllIsWell() {
        expect("a number", 1, 1);
        expect("bytes", new byte[] {1}, new byte[] {1});
        Expect.expectNot("a number", 1, 2);
        Expect.expectSame("an object", this, this);
        Expect.expectDistinct("objects", new Object(), new Object());
        Expect.expectBetween("a number", 1, 3, 3);
        Expect.expectOneOf("a number", List.of(1, 2), 2);
        Expect.expectContains("a text", "b", "abc");
        Expect.expectAny("numbers", "even", List.of(1, 2), number -> number % 2 == 0);
        Expect.expectBytes("bytes", new byte[] {1, 2}, new byte[] {1, 2});
    }

    @Test
    void shouldSayWhatWasExpectedAndWhatWasThere() {
        assertThatThrownBy(() -> expect("a number", 1, 2)).hasMessage("a number: expected 1, but was 2");
        assertThatThrownBy(() -> expect("a text", "a ", null)).hasMessage("a text: expected 'a ', but was null");
        assertThatThrownBy(() -> Expect.expectNot("a number", 1, 1))
                .hasMessage("a number: expected anything but 1, but was that");
        assertThatThrownBy(() -> Expect.expectBetween("a number", 1, 3, 4))
                .hasMessage("a number: expected 1 to 3, but was 4");
        assertThatThrownBy(() -> Expect.expectOneOf("a number", List.of(1, 2), 3))
                .hasMessage("a number: expected one of [1, 2], but was 3");
        assertThatThrownBy(() -> Expect.expectContains("a text", "x", "a\nb"))
                .hasMessage("a text: expected a text that contains 'x', but was 'a\\nb'");
        assertThatThrownBy(() -> Expect.expectSame("an object", "a", "b"))
                .hasMessageContaining("expected the same object, String@");
        assertThatThrownBy(() -> Expect.expectDistinct("objects", this, this))
                .hasMessageContaining("expected two objects, but was one and the same");
        assertThatThrownBy(() -> Expect.expectAny("numbers", "even", List.of(1), number -> number % 2 == 0))
                .hasMessage("numbers: expected one that is even, but was [1]");
    }

    @Test
    void shouldShowWhereBytesBeginToDiffer() {
        byte[] expected = new byte[100];
        byte[] actual = new byte[100];
        actual[50] = 7;

        assertThatThrownBy(() -> Expect.expectBytes("payload", expected, actual))
                .hasMessageContaining("payload: expected 100 bytes […")
                .hasMessageContaining("different from offset 50")
                .hasMessageContaining("000000000000000007");
        assertThatThrownBy(() -> Expect.expectBytes("payload", new byte[2], new byte[1]))
                .hasMessage("payload: expected 2 bytes [0000], but were 1 bytes [00], different from offset 1");
    }

    @Test
    void shouldUnwrapFailures() {
        IllegalStateException inner = new IllegalStateException("x");

        assertThat(Expect.expectFailure("a call", IllegalStateException.class, new CompletionException(inner)))
                .isSameAs(inner);
        assertThatThrownBy(() -> Expect.expectFailure("a call", IllegalArgumentException.class, inner))
                .hasMessage("a call: expected a failure with IllegalArgumentException, but failed with"
                        + " IllegalStateException: x")
                .hasCause(inner);
        assertThatThrownBy(() -> Expect.expectThrows("a call", IllegalArgumentException.class, () -> {}))
                .hasMessage("a call: expected a failure with IllegalArgumentException, but succeeded");
    }
}
