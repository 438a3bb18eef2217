package io.seatrial.transport.http;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A listener on loopback whose connections a test plays by hand, with blocking sockets: no code under test is in it. */
final class PeerListener implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final ServerSocket listener;
    private final List<Socket> accepted = new ArrayList<>();

    private PeerListener(ServerSocket listener) {
        this.listener = listener;
    }

    static PeerListener start() {
        return start(0);
    }

    static PeerListener start(int port) {
        try {
            return new PeerListener(new ServerSocket(port, 1024, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    InstanceAddress address() {
        return address("/v1/rpc/generate");
    }

    InstanceAddress address(String path) {
        return new InstanceAddress(PlaneMode.HTTP, "http://127.0.0.1:" + port() + path);
    }

    /** Waits for the next connection. */
    Socket accept() {
        try {
            listener.setSoTimeout(PATIENCE_MILLIS);
            return taken(listener.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket taken(Socket socket) {
        synchronized (accepted) {
            accepted.add(socket);
        }
        return socket;
    }

    /** Waits for the next connection, and shows it that this side speaks HTTP/2. */
    Http2Peer acceptHttp2(int... settings) {
        return Http2Peer.greet(new FramedSocket(accept()), settings);
    }

    /** Waits for the next connection, which is expected to speak HTTP/1.1. */
    Http1Peer acceptHttp1() {
        return new Http1Peer(accept());
    }

    /** Returns whether nobody connects within a short time. */
    boolean isLeftAlone(int millis) {
        try {
            listener.setSoTimeout(millis);
            taken(listener.accept());
            return false;
        } catch (SocketTimeoutException nobody) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            synchronized (accepted) {
                for (Socket socket : accepted) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
