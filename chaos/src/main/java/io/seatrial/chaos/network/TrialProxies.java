package io.seatrial.chaos.network;

import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.engine.LinkSpec;
import io.seatrial.testkit.ledger.Account;
import io.seatrial.testkit.ledger.OpenThings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The proxies of one trial, on an engine that is opened when the first is needed. Safe for many threads; calls may block for a while. */
final class TrialProxies implements AutoCloseable {

    private static final int NATS_PORT = 4222;

    private final Supplier<? extends ChaosEngine> engines;
    private final String name;
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<ProxiedListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Way> ways = new ArrayList<>();
    private final Set<Integer> portsOfWays = ConcurrentHashMap.newKeySet();
    private @Nullable ChaosEngine engine;
    private boolean closed;

    /**
     * A proxy before a server outside.
     *
     * @param url by which it is reached
     * @param server the URL of the server
     */
    private record Way(String url, String server, Link link) {}

    /**
     * Creates none yet.
     *
     * @param name what their names begin with; unique on the engine, which others may use as well
     */
    TrialProxies(String name, Supplier<? extends ChaosEngine> engines) {
        this.name = name;
        this.engines = engines;
    }

    private synchronized ChaosEngine engine() {
        if (closed) {
            throw new IllegalStateException("The network is closed");
        }
        if (engine == null) {
            engine = engines.get();
        }
        return engine;
    }

    /** Puts a proxy before a server. */
    Link link(InetSocketAddress local, InetSocketAddress upstream) {
        return engine().link(LinkSpec.to(nextName(), upstream).listeningOn(local));
    }

    private String nextName() {
        return name + "-" + numbers.incrementAndGet();
    }

    void add(ProxiedListener listener) {
        listeners.add(listener);
    }

    /** Returns the listener that is open at an address; that of the proxy before it. */
    ProxiedListener before(InetSocketAddress listener) {
        return listeners.stream()
                .filter(one -> one.isOpen() && one.address().getPort() == listener.getPort())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody listens behind a proxy at " + listener));
    }

    /** Puts one more proxy before a listener. */
    Link anotherWayTo(ProxiedListener listener) {
        Link link = engine().link(LinkSpec.to(nextName(), listener.innerAddress()));
        portsOfWays.add(link.address().getPort());
        return link;
    }

    /** Returns the URL of a proxy before the server of a URL; the same for the same URL. */
    synchronized String wayTo(String url) {
        return ways.stream()
                .filter(way -> way.server().equals(url))
                .findFirst()
                .orElseGet(() -> newWay(url))
                .url();
    }

    /** Returns the URL of one more proxy before the server to which a proxy leads. */
    synchronized String anotherWayTo(String url) {
        return newWay(known(url).server()).url();
    }

    /** Returns the proxy of a URL. */
    synchronized Link before(String url) {
        return known(url).link();
    }

    private Way known(String url) {
        return ways.stream()
                .filter(way -> way.url().equals(url))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no proxy is reached by " + url));
    }

    private Way newWay(String url) {
        URI server = URI.create(url);
        int port = server.getPort() < 0 ? NATS_PORT : server.getPort();
        InetSocketAddress upstream = InetSocketAddress.createUnresolved(server.getHost(), port);
        Link link = engine().link(LinkSpec.to(nextName(), upstream));
        InetSocketAddress proxy = link.address();
        portsOfWays.add(proxy.getPort());
        String user = server.getRawUserInfo() == null ? "" : server.getRawUserInfo() + "@";
        Way way = new Way(server.getScheme() + "://" + user + proxy.getHostString() + ":" + proxy.getPort(), url, link);
        ways.add(way);
        return way;
    }

    /** Returns ports with those of proxies in place of those of the listeners behind them, and without those before servers outside. */
    Set<Integer> asSeenFromOutside(Set<Integer> ports) {
        Set<Integer> seen = new TreeSet<>(ports);
        seen.removeAll(portsOfWays);
        for (ProxiedListener listener : listeners) {
            if (seen.remove(listener.innerAddress().getPort())) {
                seen.add(listener.address().getPort());
            }
        }
        return seen;
    }

    /** Returns an account of the connections that run through proxies, as far as the engine knows them. */
    Account connections() {
        return new Account() {
            @Override
            public String label() {
                return "proxied connections";
            }

            @Override
            public Map<Object, String> open() {
                OpenThings open = new OpenThings(label());
                links().stream()
                        .filter(link -> link.connections().orElse(0) > 0)
                        .forEach(link -> open.opened(
                                link, link.connections().getAsInt() + " through the proxy at " + link.address()));
                return open.open();
            }
        };
    }

    private synchronized List<Link> links() {
        return engine == null ? List.of() : engine.links();
    }

    @Override
    public void close() {
        ChaosEngine last;
        synchronized (this) {
            closed = true;
            last = engine;
            engine = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
