package io.seatrial.chaos.engine;

import io.seatrial.chaos.fault.Injection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** What makes links and carries faults out. Safe for many threads. */
public interface ChaosEngine extends AutoCloseable {

    /** Bound on every call. */
    Duration LIMIT = Duration.ofSeconds(30);

    /**
     * Returns the embedded engine.
     *
     * @param seed what everything is drawn from
     */
    static ChaosEngine embedded(long seed) {
        return new EmbeddedEngine(seed);
    }

    /**
     * Returns an engine on a running Toxiproxy server. Only what this engine makes is removed when it is closed.
     *
     * @param api where its API is
     * @throws ChaosException if it does not answer
     */
    static ChaosEngine toxiproxy(InetSocketAddress api) {
        return new ToxiproxyEngine(api);
    }

    /** Returns the name, for reports. */
    String name();

    /**
     * Makes a link.
     *
     * @throws ChaosException if there is one of that name, it cannot listen, or a fault that it is born with cannot be carried out
     */
    Link link(LinkSpec spec);

    /** Returns the links that are open, in the order in which they came. */
    List<Link> links();

    /**
     * Injects a fault into every link that its target names: a partition of some links from the rest, for instance.
     *
     * @throws ChaosException if one of them cannot carry it out; then none has it
     */
    default List<InjectedFault> inject(Injection injection) {
        return Broadcast.inject(links(), injection);
    }

    /** Removes all faults of all links. */
    default void heal() {
        links().forEach(Link::heal);
    }

    /** Removes all links and ends what the engine has started. Idempotent. */
    @Override
    void close();
}
