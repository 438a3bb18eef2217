package io.seatrial.chaos.network;

import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.engine.LinkSpec;
import io.seatrial.chaos.fault.Direction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The embedded engine, with links that a test changes, and what they have carried. */
final class WatchedEngine implements ChaosEngine {

    private final ChaosEngine engine = ChaosEngine.embedded(1);
    private final UnaryOperator<LinkSpec> change;
    private final List<Link> made = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    WatchedEngine(UnaryOperator<LinkSpec> change) {
        this.change = change;
    }

    int made() {
        return made.size();
    }

    long carried(Direction direction) {
        return made.stream()
                .mapToLong(link -> link.carried(direction).orElseThrow())
                .sum();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public Link link(LinkSpec spec) {
        Link link = engine.link(change.apply(spec));
        made.add(link);
        return link;
    }

    @Override
    public List<Link> links() {
        return engine.links();
    }

    @Override
    public void close() {
        engine.close();
        closed = true;
    }
}
