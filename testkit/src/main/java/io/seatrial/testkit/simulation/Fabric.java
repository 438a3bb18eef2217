package io.seatrial.testkit.simulation;

import io.seatrial.io.SocketTransport;
import io.seatrial.testkit.simulation.WorldEvent.Kind;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What lies between the processes of a world: machines, routes, handshakes and the connections that there are. */
final class Fabric {

    /** Each side of a connection buffers this much for sending and this much for receiving. */
    static final int DEFAULT_BUFFER_BYTES = 64 * 1024;

    private final long seed;
    private final SimulationLoop loop;
    private final VirtualClock clock;
    private final LinkPolicy policy;
    private final SocketTransport sockets;
    private final WorldRecorder recorder;
    private final Map<InetAddress, Host> hosts = new LinkedHashMap<>();
    /** With the machine whose port each uses. */
    private final Map<Connection, Host> connections = new LinkedHashMap<>();

    private final Map<String, Integer> connectionCounts = new TreeMap<>();

    Fabric(
            long seed,
            SimulationLoop loop,
            VirtualClock clock,
            LinkPolicy policy,
            SocketTransport sockets,
            WorldRecorder recorder) {
        this.seed = seed;
        this.loop = loop;
        this.clock = clock;
        this.policy = policy;
        this.sockets = sockets;
        this.recorder = recorder;
    }

    SimulationLoop loop() {
        return loop;
    }

    LinkPolicy policy() {
        return policy;
    }

    /** Returns which sockets the channels are like. */
    SocketTransport sockets() {
        return sockets;
    }

    WorldRecorder recorder() {
        return recorder;
    }

    long nanoTime() {
        return clock.nanoTime();
    }

    /** Returns a random stream of its own. */
    SeededRandom random(String name) {
        return SeededRandom.stream(seed, name);
    }

    /** Returns the machine with that address; loopback is the machine of all processes that have no address of their own. */
    Host host(InetAddress address) {
        return hosts.computeIfAbsent(address, key -> new Host(key, random("host/" + key.getHostAddress())));
    }

    /** Returns everything that listens, machine by machine. */
    List<Listening> listeners() {
        return hosts.values().stream()
                .flatMap(host -> host.listeners().stream())
                .toList();
    }

    /** Binds a listener. */
    Listening listen(String node, Host host, InetSocketAddress wanted, Runnable acceptReady) throws BindException {
        Listening listening = new Listening(node, host.bindable(wanted), acceptReady);
        host.add(listening);
        recorder.record(Kind.LISTEN, node, listening.address().getPort());
        return listening;
    }

    void close(Listening listening, Host host) {
        listening.close();
        host.remove(listening);
        recorder.record(Kind.UNLISTEN, listening.node(), listening.address().getPort());
    }

    /**
     * Begins a connection. A machine that does not exist never answers.
     *
     * @throws BindException if no port is left
     */
    ConnectAttempt connect(String node, Host from, InetSocketAddress target, ConnectAttempt.Result result)
            throws BindException {
        boolean loopback = target.getAddress().isLoopbackAddress();
        Host to = loopback ? from : hosts.get(target.getAddress());
        InetAddress source = loopback ? target.getAddress() : from.address();
        Link link = newLink(node, to, target);
        InetSocketAddress local = new InetSocketAddress(source, from.takeClientPort());
        Connection connection = new Connection(link, local, target, this);
        connections.put(connection, from);
        recorder.record(Kind.CONNECT, link.name());
        ConnectAttempt attempt = new ConnectAttempt(connection, this, result);
        if (to != null) {
            attempt.begin(to);
        }
        return attempt;
    }

    private Link newLink(String node, @Nullable Host to, InetSocketAddress target) {
        String server = Optional.ofNullable(to)
                .flatMap(host -> host.listenerAt(target))
                .map(Listening::node)
                .orElseGet(() -> target.getAddress().getHostAddress() + ":" + target.getPort());
        return new Link(node, server, connectionCounts.merge(node + "->" + server, 1, Integer::sum), true);
    }

    /** Forgets a connection that neither end needs any more. */
    void release(Connection connection) {
        Host from = connections.remove(connection);
        if (from != null) {
            from.releaseClientPort(connection.client().local().getPort());
        }
    }

    /** Asks the policy again about everything that it held. */
    void resume() {
        List.copyOf(connections.keySet()).forEach(Connection::resume);
    }

    /** Resets the connections that open towards what the predicate chooses. Returns how many. */
    int reset(Predicate<Link> forward) {
        List<Connection> chosen = connections.keySet().stream()
                .filter(connection -> forward.test(connection.link()))
                .toList();
        chosen.forEach(Connection::reset);
        return chosen.size();
    }
}
