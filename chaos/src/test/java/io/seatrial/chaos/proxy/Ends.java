package io.seatrial.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The two ends of a connection through a link, as plain sockets: what they see is what a user's program sees. */
public record Ends(Socket client, Socket server) implements AutoCloseable {

    /** Generous: only a failing test waits for it. */
    public static final int CEILING_MILLIS = 60_000;

    /** How long something must not happen. */
    private static final int QUIET_MILLIS = 150;

    public static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(CEILING_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(address, CEILING_MILLIS);
        return socket;
    }

    public static void send(Socket from, String text) throws IOException {
        send(from, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void send(Socket from, byte[] bytes) throws IOException {
        from.getOutputStream().write(bytes);
        from.getOutputStream().flush();
    }

    public static void expect(Socket at, String text) throws IOException {
        expect(at, text.getBytes(StandardCharsets.UTF_8));
    }

    public static void expect(Socket at, byte[] bytes) throws IOException {
        byte[] read = at.getInputStream().readNBytes(bytes.length);
        assertThat(Arrays.equals(read, bytes))
                .as("%d bytes read, '%s'", read.length, new String(read, StandardCharsets.UTF_8))
                .isTrue();
    }

    public static void expectEnd(Socket at) throws IOException {
        assertThat(at.getInputStream().read()).as("the end of the stream").isEqualTo(-1);
    }

    public static void expectReset(Socket at) {
        assertThatThrownBy(() -> {
                    InputStream in = at.getInputStream();
                    assertThat(in.read()).as("what is read instead of a reset").isNull();
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reset");
    }

    /** Fails if anything can be read: bytes, the end or a reset. */
    public static void expectNothing(Socket at) throws IOException {
        at.setSoTimeout(QUIET_MILLIS);
        try {
            assertThatThrownBy(() -> at.getInputStream().read())
                    .as("reading")
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            at.setSoTimeout(CEILING_MILLIS);
        }
    }

    public void expectWorking() throws IOException {
        send(client, "ping");
        expect(server, "ping");
        send(server, "pong");
        expect(client, "pong");
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
