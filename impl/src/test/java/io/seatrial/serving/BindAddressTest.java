package io.seatrial.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "::1",
                "fe80::1",
                "256.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "127.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "[::1",
                "::1]",
                "[1.2.3.4]",
                "[localhost]",
                "[:::1]",
                "[::1]x",
                "1.2.3.4:80",
                "tcp://1.2.3.4",
                "example.org"
            })
    void shouldRefuseWhatIsNoIpLiteral(String host) {
        assertThatThrownBy(() -> BindAddress.parse("TCP", host, 0))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("Invalid TCP bind address: invalid socket address syntax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "255.255.255.255", "[::1]", "[::]", "[2001:db8::1]", "[fe80::1%1]"})
    void shouldKeepALiteralAsItWasWritten(String host) {
        assertThat(BindAddress.parse("TCP", host, 8123)).hasToString(host + ":8123");
    }

    @Test
    void shouldReadTheAddress() throws Exception {
        assertThat(BindAddress.parse("TCP", "10.0.0.7", 1).socket().getAddress())
                .isEqualTo(InetAddress.getByAddress(new byte[] {10, 0, 0, 7}));
        assertThat(BindAddress.parse("TCP", "[::1]", 1).socket().getAddress().isLoopbackAddress())
                .isTrue();
    }
}
