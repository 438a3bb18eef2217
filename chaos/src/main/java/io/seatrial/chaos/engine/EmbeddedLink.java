package io.seatrial.chaos.engine;

import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.proxy.ActiveFault;
import io.seatrial.chaos.proxy.Proxy;
import io.seatrial.chaos.proxy.ProxyException;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import io.seatrial.chaos.proxy.ProxyServer;
import io.seatrial.chaos.proxy.stage.Stages;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A link of the embedded engine. */
final class EmbeddedLink implements Link {

    private final ProxyServer server;
    private final Proxy proxy;
    private final boolean framed;
    private final List<Link> links;

    /**
     * Creates a link.
     *
     * @param links the engine's links, from which it takes itself when it is closed
     */
    EmbeddedLink(ProxyServer server, Proxy proxy, boolean framed, List<Link> links) {
        this.server = server;
        this.proxy = proxy;
        this.framed = framed;
        this.links = links;
    }

    @Override
    public String name() {
        return proxy.name();
    }

    /** The port stays the same while nobody listens on it. */
    @Override
    public InetSocketAddress address() {
        String listen = proxy.listen();
        int colon = listen.lastIndexOf(':');
        return new InetSocketAddress(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
    }

    @Override
    public Optional<String> obstacle(Injection injection) {
        return !framed && Stages.needsFraming(injection)
                ? Optional.of("must know where frames end, and the link has no framing")
                : Optional.empty();
    }

    @Override
    public InjectedFault inject(Injection injection) {
        Fault fault = new Fault(injection);
        Waiting.on(proxy.inject(injection, fault));
        return fault;
    }

    @Override
    public List<InjectedFault> faults() {
        return proxy.faults().stream()
                .map(ActiveFault::origin)
                .filter(InjectedFault.class::isInstance)
                .map(InjectedFault.class::cast)
                .toList();
    }

    @Override
    public void heal() {
        Waiting.on(proxy.heal());
    }

    @Override
    public OptionalInt connections() {
        return OptionalInt.of(proxy.connections());
    }

    @Override
    public OptionalLong carried(Direction direction) {
        return OptionalLong.of(proxy.traffic().sent(direction));
    }

    @Override
    public boolean awaitIdle(Duration atMost) {
        return Waiting.within(atMost, proxy.idle());
    }

    @Override
    public void close() {
        links.remove(this);
        try {
            Waiting.on(server.remove(proxy.name()));
        } catch (ChaosException e) {
            boolean closedBefore =
                    e.getCause() instanceof ProxyException cause && cause.problem() == Problem.PROXY_NOT_FOUND;
            if (!closedBefore) {
                throw e;
            }
        }
    }

    private final class Fault implements InjectedFault {
        private final Injection injection;

        private Fault(Injection injection) {
            this.injection = injection;
        }

        @Override
        public Injection injection() {
            return injection;
        }

        @Override
        public Link link() {
            return EmbeddedLink.this;
        }

        @Override
        public boolean isPresent() {
            return proxy.faults().stream().anyMatch(active -> active.origin() == this);
        }

        @Override
        public void remove() {
            if (isPresent()) {
                try {
                    Waiting.on(proxy.remove(injection.name()));
                } catch (ChaosException e) {
                    if (isPresent()) { // else its span has ended in between
                        throw e;
                    }
                }
            }
        }
    }
}
