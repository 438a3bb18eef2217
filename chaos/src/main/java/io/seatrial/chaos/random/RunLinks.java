package io.seatrial.chaos.random;

import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.engine.LinkSpec;
import io.seatrial.plane.PlaneMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The links of one run, by what they lead to. A network asks for links as listeners come; whoever starts something says beforehand what it
 * is. On the embedded engine links get these names, so that what their faults draw does not hang on anything but the seed.
 */
final class RunLinks implements ChaosEngine {

    private final ChaosEngine engine;
    private final Engine kind;
    private final PlaneMode transport;
    private final Story story;
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private volatile String next = Role.BROKER.toString();

    RunLinks(ChaosEngine engine, ChaosPlan plan, Story story) {
        this.engine = engine;
        this.kind = plan.engine();
        this.transport = plan.transport();
        this.story = story;
    }

    /** Says what the next listener is. */
    void expect(String name) {
        next = name;
    }

    /** Returns a link, once there is one. */
    Optional<Link> find(String name) {
        return Optional.ofNullable(links.get(name));
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public Link link(LinkSpec spec) {
        String role = spec.listen() == null ? Role.BROKER.toString() : next;
        Link link = engine.link(kind == Engine.EMBEDDED ? named(role, spec) : spec);
        links.put(role, link);
        story.tell(role, "is at " + spec.upstream() + ", behind the proxy at " + link.address());
        return link;
    }

    private LinkSpec named(String role, LinkSpec spec) {
        String unique = links.containsKey(role) ? spec.name() : role;
        return new LinkSpec(
                unique,
                spec.listen(),
                spec.upstream(),
                spec.faults(),
                Role.of(role).framing(transport),
                OptionalLong.empty());
    }

    @Override
    public List<Link> links() {
        return engine.links();
    }

    @Override
    public void close() {
        engine.close();
    }
}
