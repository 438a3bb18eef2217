package io.seatrial.chaos.engine;

import io.seatrial.chaos.proxy.Proxy;
import io.seatrial.chaos.proxy.ProxyServer;
import io.seatrial.chaos.proxy.ProxyServerOptions;
import io.seatrial.chaos.proxy.ProxySpec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The proxy of this library, in this process. */
final class EmbeddedEngine implements ChaosEngine {

    private final ProxyServer server;
    private final List<Link> links = new CopyOnWriteArrayList<>();

    EmbeddedEngine(long seed) {
        this.server = ProxyServer.open(ProxyServerOptions.seeded(seed));
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Link link(LinkSpec spec) {
        ProxySpec proxy = ProxySpec.to(spec.name(), spec.upstream()).framed(spec.framing());
        if (spec.listen() != null) {
            proxy = proxy.listeningOn(spec.listen());
        }
        if (spec.seed().isPresent()) {
            proxy = proxy.seeded(spec.seed().getAsLong());
        }
        Proxy made = Waiting.on(server.create(proxy.enabled(false)));
        EmbeddedLink link = new EmbeddedLink(server, made, spec.framing() != null, links);
        try {
            spec.faults().forEach(link::inject); // nobody can be connected yet
            Waiting.on(made.enable(true));
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
        links.add(link);
        return link;
    }

    @Override
    public List<Link> links() {
        return List.copyOf(links);
    }

    @Override
    public void close() {
        links.clear();
        Waiting.on(server.close());
    }
}
