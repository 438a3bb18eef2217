package io.seatrial.transport.tcp;

import io.seatrial.plane.InstanceAddress;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A listener on loopback that does exactly what a test tells it, with plain blocking sockets: no code under test is in it. Either the test
 * plays the server itself, connection by connection, or it hands a script to {@link #serveEach}.
 */
final class ScriptedServer implements Closeable {

    /** A ceiling for everything that must happen. */
    static final int PATIENCE_MILLIS = 60_000;

    static final String PATH = "1a2b/generate";

    private final ServerSocket listener;
    private final List<ScriptedConnection> accepted = new ArrayList<>();

    private ScriptedServer(ServerSocket listener) {
        this.listener = listener;
    }

    static ScriptedServer start() {
        return start(0);
    }

    static ScriptedServer start(int port) {
        try {
            ServerSocket listener = new ServerSocket(port, 1024, InetAddress.getLoopbackAddress());
            listener.setSoTimeout(PATIENCE_MILLIS);
            return new ScriptedServer(listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns the address as errors show it. */
    String peer() {
        return "127.0.0.1:" + port();
    }

    InstanceAddress address() {
        return address("/" + PATH);
    }

    InstanceAddress address(String suffix) {
        return InstanceAddress.tcp(peer() + suffix);
    }

    /** Waits for the next connection. */
    ScriptedConnection accept() {
        try {
            ScriptedConnection connection = new ScriptedConnection(listener.accept());
            synchronized (accepted) {
                accepted.add(connection);
            }
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the script on every connection that comes, each on a thread of its own, until the server is closed. */
    ScriptedServer serveEach(Consumer<ScriptedConnection> script) {
        run(() -> {
            while (!listener.isClosed()) {
                ScriptedConnection connection = accept();
                run(() -> script.accept(connection));
            }
        });
        return this;
    }

    /** Answers every request with an empty acknowledgement. */
    ScriptedServer acceptAll() {
        return serveEach(connection -> connection.eachFrame(frame -> connection.ack("")));
    }

    /** Answers every request with its own payload. */
    ScriptedServer echoAll() {
        return serveEach(connection -> connection.eachFrame(frame -> connection.ack(frame.payload())));
    }

    int acceptedCount() {
        synchronized (accepted) {
            return accepted.size();
        }
    }

    static void run(Runnable work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (UncheckedIOException end) {
                // A closed socket is how each of these threads ends.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (accepted) {
            accepted.forEach(ScriptedConnection::close);
        }
    }
}
