package io.seatrial.chaos.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that says one thing to the first that connects, and closes or keeps silent. */
final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    private ScriptedServer(String says, boolean closes) throws IOException {
        Thread thread = new Thread(() -> {
            try {
                Socket socket = listener.accept();
                socket.getOutputStream().write(says.getBytes(StandardCharsets.UTF_8));
                if (closes) {
                    socket.close();
                }
            } catch (IOException e) {
                return; // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedServer closingAfter(String says) throws IOException {
        return new ScriptedServer(says, true);
    }

    static ScriptedServer silentAfter(String says) throws IOException {
        return new ScriptedServer(says, false);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
