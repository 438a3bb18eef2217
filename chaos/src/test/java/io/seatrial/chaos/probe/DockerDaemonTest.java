package io.seatrial.chaos.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that answers is tried where containers are started; this is about all the others. */
class DockerDaemonTest {

    private static DockerDaemon.Search find(String host) {
        return DockerDaemon.find(Map.of("DOCKER_HOST", host));
    }

    private static void assertMissing(String host, String reason) {
        DockerDaemon.Search search = find(host);
        assertThat(search.daemon()).isEmpty();
        assertThat(search.reason()).contains("no Docker answers at " + host, reason);
    }

    @Test
    void shouldTellThatNobodyAnswers() {
        assertMissing("unix:///nowhere/docker.sock", "No such file");
        assertMissing("tcp://127.0.0.1:1", "Connection refused");
        assertMissing("ssh://somewhere", "expected unix:///path or tcp://host:port");
        assertMissing("a b", "Illegal character");
    }

    @Test
    void shouldTellThatSomebodyElseAnswers() throws IOException {
        try (ScriptedServer other = ScriptedServer.closingAfter("HTTP/1.0 403 Forbidden\r\n\r\n")) {
            assertMissing("tcp://127.0.0.1:" + other.address().getPort(), "status 403");
        }
    }

    @Test
    void shouldNotWaitForADaemonThatHangs(@TempDir Path directory) throws IOException {
        Path socket = directory.resolve("docker.sock");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));

            assertMissing("unix://" + socket, "no answer within 5 s");
        }
    }
}
