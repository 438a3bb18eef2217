package io.seatrial.chaos.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What real servers say is tried with real ones, where they are started; this is about those that are not what they seem. */
class GreetingTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static Answer ask(Greeting greeting, ScriptedServer server, Duration bound) throws IOException {
        try (server) {
            return greeting.ask(server.address(), bound);
        }
    }

    private static void assertNats(String says, String complaint) {
        assertThatThrownBy(() -> ask(new NatsGreeting(), ScriptedServer.closingAfter(says), LONG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(complaint);
    }

    private static void assertToxiproxy(String says, String complaint) {
        assertThatThrownBy(() -> ask(new ToxiproxyGreeting(), ScriptedServer.closingAfter(says), LONG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldNotTakeAnotherServerForNats() {
        assertNats("", "no NATS server");
        assertNats("220 mail.example ESMTP\r\n", "does not greet as a NATS server");
        assertNats("INFO {\"version\":\r\n", "not JSON");
        assertNats("INFO " + "x".repeat(100_000), "does not end its first line");
    }

    @Test
    void shouldNotTakeAnotherServerForToxiproxy() {
        assertToxiproxy("", "does not speak HTTP");
        assertToxiproxy("INFO {}\r\n", "does not speak HTTP");
        assertToxiproxy("HTTP/1.0 abc\r\n\r\n", "does not speak HTTP");
        assertToxiproxy("HTTP/1.0 404 Not Found\r\n\r\n", "status 404");
        assertToxiproxy("HTTP/1.0 200 OK\r\n\r\n<html>hello</html>", "not a version");
        assertToxiproxy("HTTP/1.0 200 OK\r\n\r\n{\"version\":", "not JSON");
    }

    @Test
    void shouldReadTheVersionOfAnOldToxiproxy() throws IOException {
        assertThat(ask(new ToxiproxyGreeting(), ScriptedServer.closingAfter("HTTP/1.0 200 OK\r\n\r\n2.1.4"), LONG))
                .isEqualTo(new Answer("2.1.4", ""));
    }

    @Test
    void shouldNotWaitForAServerThatSaysNothing() {
        assertThatThrownBy(() -> ask(new NatsGreeting(), ScriptedServer.silentAfter("INFO {"), SHORT))
                .isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(() -> ask(new ToxiproxyGreeting(), ScriptedServer.silentAfter("HTTP/1.0 200"), SHORT))
                .isInstanceOf(SocketTimeoutException.class);
    }
}
