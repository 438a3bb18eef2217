package io.seatrial.transport.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Whom workers call home, and who hangs up, breaks off, or answers with what is no frame. */
final class HostileHome implements AutoCloseable {

    private static final byte[] NO_FRAME = "GET / HTTP/1.1\r\n\r\n".repeat(20).getBytes(StandardCharsets.UTF_8);
    private static final int READ_BOUND_MILLIS = 30_000;

    private final ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final Socket nobody = new Socket();
    private final Thread thread = new Thread(this::run, "hostile-home");

    HostileHome() throws IOException {
        nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // taken, and nobody listens
        thread.start();
    }

    /** Returns where it listens. */
    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Returns an address at which every call is refused. */
    String addressOfNobody() {
        return "127.0.0.1:" + nobody.getLocalPort();
    }

    /** Returns all that a worker says to a caller that means well, up to its sentinel. */
    static String heardAt(ServerSocket home) throws IOException {
        home.setSoTimeout(READ_BOUND_MILLIS);
        StringBuilder heard = new StringBuilder();
        try (Socket worker = home.accept()) {
            worker.setSoTimeout(READ_BOUND_MILLIS);
            byte[] some = new byte[1024];
            while (heard.indexOf("\"sentinel\"") < 0) {
                int read = worker.getInputStream().read(some);
                if (read < 0) {
                    throw new AssertionError("The worker ended after: " + heard);
                }
                heard.append(new String(some, 0, read, StandardCharsets.ISO_8859_1));
            }
        }
        return heard.toString();
    }

    private void run() {
        for (int call = 0; !listener.isClosed(); call++) {
            try (Socket worker = listener.accept()) {
                if (call % 3 == 0) {
                    worker.getOutputStream().write(NO_FRAME);
                } else if (call % 3 == 1) {
                    worker.setSoLinger(true, 0); // its close is a reset
                }
            } catch (IOException e) {
                // the worker was quicker, or the test is over
            }
        }
    }

    @Override
    public void close() {
        try (nobody) {
            listener.close();
            thread.join(READ_BOUND_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
