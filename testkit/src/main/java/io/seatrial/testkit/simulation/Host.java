package io.seatrial.testkit.simulation;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A machine: its address, what listens on it, and which of its ports are taken. Processes may share one. */
final class Host {

    /** Linux's default range. */
    private static final int FIRST_EPHEMERAL_PORT = 32_768;

    private static final int LAST_EPHEMERAL_PORT = 60_999;

    private final InetAddress address;
    private final TreeMap<Integer, List<Listening>> listeners = new TreeMap<>();
    private final Set<Integer> clientPorts = new TreeSet<>();
    private int nextPort;

    Host(InetAddress address, SeededRandom random) {
        this.address = address;
        this.nextPort = random.nextInt(FIRST_EPHEMERAL_PORT, LAST_EPHEMERAL_PORT + 1);
    }

    InetAddress address() {
        return address;
    }

    /** Returns whether a socket can be bound to an address here. */
    boolean owns(InetAddress candidate) {
        return candidate.isAnyLocalAddress() || candidate.isLoopbackAddress() || candidate.equals(address);
    }

    /**
     * Reserves an address for a listener; port 0 takes a free one.
     *
     * @throws BindException as the socket API says it
     */
    InetSocketAddress bindable(InetSocketAddress wanted) throws BindException {
        if (!owns(wanted.getAddress())) {
            throw new BindException("Cannot assign requested address");
        }
        if (wanted.getPort() == 0) {
            return new InetSocketAddress(wanted.getAddress(), freePort("Address already in use"));
        }
        boolean taken = listeners.getOrDefault(wanted.getPort(), List.of()).stream()
                .anyMatch(other -> overlap(other.address().getAddress(), wanted.getAddress()));
        if (taken) {
            throw new BindException("Address already in use");
        }
        return wanted;
    }

    void add(Listening listening) {
        listeners
                .computeIfAbsent(listening.address().getPort(), port -> new ArrayList<>())
                .add(listening);
    }

    void remove(Listening listening) {
        listeners.computeIfPresent(listening.address().getPort(), (port, sockets) -> {
            sockets.remove(listening);
            return sockets.isEmpty() ? null : sockets;
        });
    }

    /** Returns who listens there. */
    Optional<Listening> listenerAt(InetSocketAddress target) {
        return listeners.getOrDefault(target.getPort(), List.of()).stream()
                .filter(socket -> overlap(socket.address().getAddress(), target.getAddress()))
                .findFirst();
    }

    /** Returns everything that listens, by port. */
    List<Listening> listeners() {
        return listeners.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Takes a port for an outgoing connection.
     *
     * @throws BindException if none is free
     */
    int takeClientPort() throws BindException {
        int port = freePort("Cannot assign requested address");
        clientPorts.add(port);
        return port;
    }

    void releaseClientPort(int port) {
        clientPorts.remove(port);
    }

    /** Returns a free port, or fails with the text that the system has for it. */
    private int freePort(String exhausted) throws BindException {
        for (int port = FIRST_EPHEMERAL_PORT; port <= LAST_EPHEMERAL_PORT; port++) {
            int candidate = nextPort;
            nextPort = candidate == LAST_EPHEMERAL_PORT ? FIRST_EPHEMERAL_PORT : candidate + 1;
            if (!clientPorts.contains(candidate) && !listeners.containsKey(candidate)) {
                return candidate;
            }
        }
        throw new BindException(exhausted);
    }

    private static boolean overlap(InetAddress one, InetAddress other) {
        return one.isAnyLocalAddress() || other.isAnyLocalAddress() || one.equals(other);
    }
}
