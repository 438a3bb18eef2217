package io.seatrial.testkit.simulation;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/** A listening socket as the kernel keeps it: connections wait in it until its channel takes them. */
final class Listening {

    private final String node;
    private final InetSocketAddress address;
    private final Runnable acceptReady;
    private final Deque<Endpoint> backlog = new ArrayDeque<>();
    private boolean closed;

    /**
     * Creates a listening socket.
     *
     * @param acceptReady told when there is a connection to take
     */
    Listening(String node, InetSocketAddress address, Runnable acceptReady) {
        this.node = node;
        this.address = address;
        this.acceptReady = acceptReady;
    }

    String node() {
        return node;
    }

    InetSocketAddress address() {
        return address;
    }

    boolean isClosed() {
        return closed;
    }

    /** A handshake is complete. Who comes after the close is reset. */
    void established(Endpoint endpoint) {
        if (closed) {
            endpoint.close(true);
            return;
        }
        backlog.add(endpoint);
        acceptReady.run();
    }

    boolean hasBacklog() {
        return !backlog.isEmpty();
    }

    /** Takes a connection; call only if {@link #hasBacklog}. */
    Endpoint accept() {
        return backlog.remove();
    }

    /** Stops listening and resets what nobody took. */
    void close() {
        closed = true;
        backlog.forEach(endpoint -> endpoint.close(true));
        backlog.clear();
    }
}
