package io.seatrial.scenarios.bench;

import io.seatrial.chaos.backend.BackendKind;
import io.seatrial.chaos.backend.BackendResolver;
import io.seatrial.chaos.backend.BackendSearch;
import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.chaos.engine.LinkSpec;
import io.seatrial.chaos.process.WorkerProcess;
import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.Resolution;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ways to a server that are measured beside each other: straight, and through a proxy without faults in a process of its own. */
final class ProxyWays implements AutoCloseable {

    static final String DIRECT = "direct";
    static final String EMBEDDED = "embedded";
    static final String TOXIPROXY = "toxiproxy";

    private final List<Way> ways = new ArrayList<>();
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final Resolution<? extends Backend> real;

    /** A name, and where to connect. */
    record Way(String name, InetSocketAddress address) {}

    ProxyWays(InetSocketAddress server, Map<String, String> environment) {
        this.real = BackendResolver.of(BackendKind.TOXIPROXY, onThisHost(environment))
                .open();
        real.found().ifPresent(closing::push);
        try {
            ways.add(new Way(DIRECT, server));
            ways.add(through(EMBEDDED, startEmbedded(), server));
            real.found()
                    .ifPresent(
                            found -> ways.add(through(TOXIPROXY, at(found.info().url()), server)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A container does not reach what listens on the loopback interface of its host. */
    private static Map<String, String> onThisHost(Map<String, String> environment) {
        Map<String, String> narrowed = new HashMap<>(environment);
        narrowed.putIfAbsent(BackendSearch.WAYS, "url,program");
        return narrowed;
    }

    private InetSocketAddress startEmbedded() {
        WorkerProcess proxy = WorkerProcess.start(
                Seatrials.command("proxy", "--api", "127.0.0.1:0").servingWhenItSays("^api "));
        closing.push(proxy);
        return at("http://" + proxy.awaitServing().substring("api ".length()));
    }

    private static InetSocketAddress at(String url) {
        URI api = URI.create(url);
        return new InetSocketAddress(api.getHost(), api.getPort());
    }

    private Way through(String name, InetSocketAddress api, InetSocketAddress server) {
        ChaosEngine engine = ChaosEngine.toxiproxy(api);
        closing.push(engine);
        return new Way(name, engine.link(LinkSpec.to("seatrial-bench", server)).address());
    }

    List<Way> all() {
        return ways;
    }

    /** Returns which real server is measured, or why none is and what helps. */
    String shownReal() {
        return real.found()
                .map(found -> found.info().shown())
                .orElseGet(() -> "not measured: " + real.obstacle().orElseThrow());
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            Bench.close(closing.pop());
        }
    }
}
