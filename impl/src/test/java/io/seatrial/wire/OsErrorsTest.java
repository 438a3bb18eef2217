package io.seatrial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Connection refused: /127.0.0.1:1|Connection refused (os error 111)",
                "finishConnect(..) failed with error(-111): Connection refused: /127.0.0.1:1|Connection refused (os error 111)",
                "Connection reset|Connection reset by peer (os error 104)",
                "recvAddress(..) failed with error(-104): Connection reset by peer|Connection reset by peer (os error 104)",
                "Broken pipe|Broken pipe (os error 32)",
                "No route to host: /10.0.0.1:1|No route to host (os error 113)",
                "socket(..) failed with error(-24): Too many open files|Too many open files (os error 24)",
                "something else|something else"
            })
    void shouldSayItAsTheModelDoes(String own, String text) {
        assertThat(OsErrors.text(new IOException(own))).isEqualTo(text);
    }

    @Test
    void shouldNameAnErrorWithoutAText() {
        assertThat(OsErrors.text(new ClosedChannelException())).isEqualTo("ClosedChannelException");
    }
}
