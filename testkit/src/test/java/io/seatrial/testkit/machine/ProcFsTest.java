package io.seatrial.testkit.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ProcFsTest {

    @Test
    void shouldSeeAPortWhileItIsListenedOn() throws Exception {
        assumeThat(ProcFs.isAvailable()).isTrue();
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(ProcFs.listeningPorts()).containsValue(port);
        }
        assertThat(ProcFs.listeningPorts()).doesNotContainValue(port);
    }
}
