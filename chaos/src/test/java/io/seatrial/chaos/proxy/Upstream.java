package io.seatrial.chaos.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server whose connections the test holds in its hands. */
public final class Upstream implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final ServerSocket listener;

    public Upstream() throws IOException {
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(Ends.CEILING_MILLIS);
    }

    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    public InetSocketAddress socketAddress() {
        return new InetSocketAddress("127.0.0.1", listener.getLocalPort());
    }

    public Socket accept() throws IOException {
        Socket socket = listener.accept();
        socket.setSoTimeout(Ends.CEILING_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Fails unless nobody connects for a while. */
    public void expectNobody() throws IOException {
        listener.setSoTimeout(150);
        try (Socket unexpected = listener.accept()) {
            throw new AssertionError("connected: " + unexpected);
        } catch (java.net.SocketTimeoutException expected) {
            listener.setSoTimeout(Ends.CEILING_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
