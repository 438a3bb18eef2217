package io.seatrial.chaos.engine;

import io.seatrial.chaos.fault.Injection;
import java.util.ArrayList;
import java.util.List;

/** One fault on many links: on all of them, or on none. */
final class Broadcast {

    private Broadcast() {}

    static List<InjectedFault> inject(List<Link> links, Injection injection) {
        List<InjectedFault> injected = new ArrayList<>();
        try {
            for (Link link : links) {
                if (injection.target().includes(link.name())) {
                    injected.add(link.inject(injection));
                }
            }
        } catch (RuntimeException e) {
            injected.forEach(InjectedFault::remove);
            throw e;
        }
        if (injected.isEmpty()) {
            throw new ChaosException("No link is named " + injection.target().link() + "; there are "
                    + links.stream().map(Link::name).toList());
        }
        return injected;
    }
}
