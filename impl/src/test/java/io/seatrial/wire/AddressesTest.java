package io.seatrial.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException.InvalidRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviours 72, 118 and 158 of dynamo-tcp.md 6, and its 4.2 and 4.3. */
class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, 127.0.0.1, 8080,",
        "tcp://127.0.0.1:9090, 127.0.0.1, 9090,",
        "127.0.0.1:8080/ep, 127.0.0.1, 8080, ep",
        "1.2.3.4:1/a/b, 1.2.3.4, 1, a/b",
        "[::1]:1/x, ::1, 1, x",
        "tcp://[2001:db8::1]:41873/1a/generate, 2001:db8::1, 41873, 1a/generate",
        "255.255.255.255:65535/, 255.255.255.255, 65535, ''",
        "1.2.3.4:1//a, 1.2.3.4, 1, /a",
        "1.2.3.4:0080, 1.2.3.4, 80,",
        "[::ffff:1.2.3.4]:5, 1.2.3.4, 5,"
    })
    void shouldParseARequestAddress(String address, String ip, int port, String path) throws UnknownHostException {
        RequestAddress parsed = RequestAddress.parse(address);

        assertThat(parsed.socket()).isEqualTo(new InetSocketAddress(InetAddress.getByName(ip), port));
        assertThat(parsed.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "invalid",
                "localhost:1",
                "::1:1/x",
                "TCP://127.0.0.1:1/x",
                "tcp://tcp://127.0.0.1:1/x",
                "http://127.0.0.1:1/x",
                "127.0.0.1",
                "127.0.0.1:",
                "127.0.0.1:65536",
                "127.0.0.1:+1",
                "127.0.0.1:-1",
                "127.0.0.1: 1",
                "127.0.0:1",
                "127.0.0.1.1:1",
                "127.0.0.256:1",
                "127.0.0.01:1",
                "127.0..1:1",
                ".127.0.0:1",
                ":1",
                "[]:1",
                "[:1",
                "[127.0.0.1]:1",
                "[::1]",
                "[::1]1",
                "[::1:1",
                "[[::1]]:1",
                "[::1%1]:1",
                "[1::2::3]:1",
                "[12345::]:1",
                "/127.0.0.1:1",
                "١.2.3.4:1"
            })
    void shouldRefuseARequestAddressThatIsNotNumeric(String address) {
        assertThatThrownBy(() -> RequestAddress.parse(address))
                .isInstanceOf(InvalidRequest.class)
                .hasMessage("Invalid TCP address '" + address + "': invalid socket address syntax");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4:5, 1.2.3.4, 5",
        "[::1]:5, ::1, 5",
        "::1:5, ::1, 5",
        "2001:db8::1:40001, 2001:db8::1, 40001",
        "localhost:40001, localhost, 40001",
        "worker-0.ns.svc:1, worker-0.ns.svc, 1"
    })
    void shouldParseACallHomeAddress(String address, String host, int port) {
        assertThat(CallHomeAddress.parse(address)).isEqualTo(new CallHomeAddress(host, port));
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://1.2.3.4:5, socket address",
        "host/path:5, socket address",
        "1.2.3.4, socket address",
        "'', socket address",
        ":5, socket address",
        "[]:5, socket address",
        "[host]:5, socket address",
        "[::1:5, socket address",
        "a:b:5, socket address",
        "1.2.3.4:, port value",
        "1.2.3.4:x, port value",
        "1.2.3.4:65536, port value",
        "::1:99999999999, port value"
    })
    void shouldRefuseACallHomeAddressThatCannotBeConnectedTo(String address, String what) {
        assertThatThrownBy(() -> CallHomeAddress.parse(address))
                .isInstanceOf(WireException.class)
                .hasMessageStartingWith("invalid " + what)
                .hasMessageContaining("'" + address + "'");
    }

    @Test
    void shouldResolveLiteralsOnly() {
        assertThat(CallHomeAddress.parse("::1:5").toSocketAddress().isUnresolved())
                .isFalse();
        assertThat(CallHomeAddress.parse("1.2.3.4:5").toSocketAddress().isUnresolved())
                .isFalse();
        assertThat(CallHomeAddress.parse("host:5").toSocketAddress())
                .isEqualTo(InetSocketAddress.createUnresolved("host", 5));
        // Some resolvers read this as 1.2.0.3; it is a name as long as nobody asks one.
        assertThat(CallHomeAddress.parse("1.2.3:5").toSocketAddress().isUnresolved())
                .isTrue();
    }

    @Test
    void shouldWriteIpv6InBrackets() {
        assertThat(CallHomeAddress.parse("::1:5")).hasToString("[::1]:5");
        assertThat(CallHomeAddress.parse("[::1]:5")).hasToString("[::1]:5");
        assertThat(CallHomeAddress.parse("host:5")).hasToString("host:5");
    }

    @Test
    void shouldTakePortZeroAsItStands() {
        assertThat(CallHomeAddress.parse("1.2.3.4:0")).isEqualTo(new CallHomeAddress("1.2.3.4", 0));
    }
}
