package io.seatrial.chaos.junit;

import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.engine.LinkSpec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The links of one test, and what it has promised. */
final class TestLinks implements ChaosLinks {

    private final Chaos settings;
    private final ChaosEngine engine;
    private final List<InjectedFault> promised = new CopyOnWriteArrayList<>();

    private TestLinks(Chaos settings, ChaosEngine engine) {
        this.settings = settings;
        this.engine = engine;
    }

    static TestLinks open(Chaos settings) {
        return new TestLinks(
                settings,
                settings.toxiproxy().isEmpty()
                        ? ChaosEngine.embedded(settings.seed())
                        : ChaosEngine.toxiproxy(address(settings.toxiproxy())));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "@Chaos has toxiproxy = \"" + text + "\": write host:port, as in 127.0.0.1:8474");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public Link link(LinkSpec spec) {
        return engine.link(spec);
    }

    @Override
    public ChaosEngine engine() {
        return engine;
    }

    @Override
    public InjectedFault mustBeRemoved(InjectedFault fault) {
        promised.add(fault);
        return fault;
    }

    /** Undoes everything, and returns what the test has left that it promised not to leave. */
    List<String> end() {
        try (engine) {
            List<String> left = new ArrayList<>(faultsLeft());
            engine.heal(); // a stalled connection could not end otherwise
            left.addAll(connectionsLeft());
            return left;
        }
    }

    private List<String> faultsLeft() {
        return engine.links().stream()
                .flatMap(link -> link.faults().stream())
                .filter(fault -> settings.removesFaults() || promised.contains(fault))
                .map(fault -> "the fault '" + fault.injection().name() + "' on the link '"
                        + fault.link().name() + "', which it declared to remove")
                .toList();
    }

    private List<String> connectionsLeft() {
        if (settings.connectionsMayLastMillis() < 0) {
            return List.of();
        }
        Duration patience = Duration.ofMillis(settings.connectionsMayLastMillis());
        return engine.links().stream()
                .filter(link -> !link.awaitIdle(patience))
                .map(link -> link.connections().orElse(0) + " open connections through the link '" + link.name() + "', "
                        + patience.toMillis() + " ms after its end: a client or a server does not close its sockets")
                .toList();
    }
}
