package io.seatrial.testkit.probe;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.spi.Listener;
import io.seatrial.testkit.time.Waits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener in the hands of a case: it plays a worker or a caller, or just occupies a port. */
public final class RawListener {

    private final Listener listener;
    private final Waits waits;
    private final Queue<WireProbe> waiting;
    private final AtomicInteger accepted;

    RawListener(Listener listener, Waits waits, Queue<WireProbe> waiting, AtomicInteger accepted) {
        this.listener = listener;
        this.waits = waits;
        this.waiting = waiting;
        this.accepted = accepted;
    }

    static Queue<WireProbe> newQueue() {
        return new ConcurrentLinkedQueue<>();
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Returns the port on which it listens. */
    public int port() {
        return address().getPort();
    }

    /** Returns the address that a client of the TCP plane takes for an instance behind this listener. */
    public InstanceAddress instance(String path) {
        return InstanceAddress.tcp(hostAndPort() + "/" + path);
    }

    /** Returns {@code host:port}. */
    public String hostAndPort() {
        return address().getAddress().getHostAddress() + ":" + port();
    }

    /** Waits for the next connection, in the order of arrival. */
    public WireProbe accept() {
        waits.mustHappen(waits.budget().ceiling(), "a connection to " + hostAndPort(), () -> !waiting.isEmpty());
        return waiting.remove();
    }

    /** Requires that nobody connects for a span of time. */
    public void expectNoConnection(Duration span) {
        waits.mustNotHappen(span, "a connection to " + hostAndPort(), () -> !waiting.isEmpty());
    }

    /** Returns the number of connections that were accepted so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Stops listening. Connections that were accepted stay. */
    public CompletionStage<Void> close() {
        return listener.close();
    }
}
