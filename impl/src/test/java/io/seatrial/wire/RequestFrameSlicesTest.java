package io.seatrial.wire;

import static io.seatrial.wire.Vectors.bytes;
import static io.seatrial.wire.Vectors.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFrameSlicesTest {

    @Test
    void shouldReadAWholeFrameAndLeaveWhatFollows() {
        ByteBuf in = bytes("ff" + Vectors.MINIMAL_REQUEST + "ff").skipBytes(1);

        RequestFrame frame = RequestFrameSlices.decode(in);

        assertThat(frame.path()).isEqualTo(Vectors.PATH);
        assertThat(text(frame.payload())).isEqualTo("abc");
        assertThat(in.readableBytes()).isOne();
    }

    @Test
    void shouldSayHowMuchIsMissingFromTheEndAndConsumeNothing() {
        ByteBuf in = bytes(RequestFrameDecoderTest.frame("p", "{}", "12345"));
        in.writerIndex(in.writerIndex() - 2);

        assertThatThrownBy(() -> RequestFrameSlices.decode(in))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.reason()).isEqualTo(WireException.Reason.INCOMPLETE))
                .hasMessage("Not enough bytes for payload: expected 5, got 3");
        assertThat(in.readerIndex()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "00, 'endpoint path length: expected 2, got 1'",
        "000261, 'endpoint path: expected 2, got 1'",
        "00016100, 'headers length: expected 2, got 1'",
        "00016100027b, 'headers: expected 2, got 1'",
        "00016100027b7d000000, 'payload length: expected 4, got 3'"
    })
    void shouldNameTheFieldThatIsCutOff(String hex, String what) {
        ByteBuf in = bytes("ffff" + hex).skipBytes(2); // what precedes a frame counts for nothing

        assertThatThrownBy(() -> RequestFrameSlices.decode(in)).hasMessage("Not enough bytes for " + what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{\"a\":1}", "{}x"})
    void shouldRefuseHeadersThatAreNoObjectOfStrings(String headers) {
        assertThatThrownBy(() -> RequestFrameSlices.decode(bytes(RequestFrameDecoderTest.frame("p", headers, "x"))))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("Invalid JSON in headers: ");
    }

    @Test
    void shouldRefuseAPathThatIsNoText() {
        assertThatThrownBy(() -> RequestFrameSlices.decode(bytes("0001" + "ff" + "0002" + "7b7d" + "00000000")))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("Invalid UTF-8 in endpoint path: ");
    }
}
