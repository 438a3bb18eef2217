package io.seatrial.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTargetTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:41233/v1/rpc/generate, 127.0.0.1:41233, 127.0.0.1, 41233, /v1/rpc/generate",
        "HTTP://10.0.0.5/a, 10.0.0.5, 10.0.0.5, 80, /a",
        "http://[::1]:8080/a, [::1]:8080, 0:0:0:0:0:0:0:1, 8080, /a",
        "http://[::1]/a, [::1], 0:0:0:0:0:0:0:1, 80, /a",
        "http://host, host, host, 80, /",
        "http://host:, host:, host, 80, /",
        "http://worker-1.svc.local:9/a%2Fb?c=d#e, worker-1.svc.local:9, worker-1.svc.local, 9, /a%2Fb?c=d",
        "http://host?a=b, host, host, 80, /?a=b",
        "http://host/a b/ü, host, host, 80, /a%20b/%C3%BC"
    })
    void shouldReadUrls(String address, String authority, String host, int port, String path) {
        HttpTarget target = HttpTarget.parse(address);
        assertThat(target.authority()).isEqualTo(authority);
        assertThat(target.socket().getHostString()).isEqualTo(host);
        assertThat(target.socket().getPort()).isEqualTo(port);
        assertThat(target.path()).isEqualTo(path);
        assertThat(target.address()).isEqualTo(address);
    }

    @Test
    void shouldAskNoNameServer() {
        InetSocketAddress socket = HttpTarget.parse("http://localhost/a").socket();
        assertThat(socket.isUnresolved()).isTrue();
        assertThat(HttpTarget.parse("http://127.0.0.1/a").socket().isUnresolved())
                .isFalse();
    }
}
