package io.seatrial.scenarios.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NatsMeetingTest {

    private static final Map<String, String> PROGRAM = Map.of("SEATRIAL_BACKENDS", "program");

    private final StringWriter said = new StringWriter();

    private NatsMeeting meet(int port) {
        return NatsMeeting.forWorker(PROGRAM, new PrintWriter(said), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void shouldStartAServerWhereNobodyIsAndTakeTheOneThatIsThere() throws Exception {
        NatsServers.require();
        int port = freePort();
        try (NatsMeeting first = meet(port)) {
            assertThat(first.url()).endsWith(":" + port);
            assertThat(first.started()).isPresent();
            assertThat(said.toString()).contains("started nats ", "it ends with this worker");
            try (NatsMeeting second = meet(port)) {
                assertThat(second.url()).endsWith(":" + port);
                assertThat(second.started()).isEmpty();
                assertThat(said.toString()).contains("taking the NATS server ");
            }
            assertThat(meet(port).started()).as("after the second has left").isEmpty();
        }
    }

    @Test
    void shouldStartAServerElsewhereIfSomethingElseIsThereAndTellCallers() throws Exception {
        NatsServers.require();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                NatsMeeting meeting = meet(other.getLocalPort())) {
            assertThat(meeting.url()).doesNotEndWith(":" + other.getLocalPort());
            assertThat(said.toString()).contains("callers need --nats " + meeting.url());
        }
    }

    @Test
    void shouldSayWhatHelpsIfNoneCanBeStarted() throws Exception {
        int port = freePort();
        Map<String, String> nothing = Map.of("SEATRIAL_BACKENDS", "url");

        assertThatThrownBy(() -> NatsMeeting.forWorker(nothing, new PrintWriter(said), port))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageContainingAll(
                        "No NATS server answers at nats://localhost:" + port, ".ci/setup", "--nats URL");
    }
}
