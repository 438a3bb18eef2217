package io.seatrial.chaos.network;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.engine.Link;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults on the proxies of one trial. */
final class ProxyFaults implements TrialFaults {

    private final TrialProxies proxies;
    private final Map<String, TrialLink> links = new LinkedHashMap<>(); // by the names of the proxies

    ProxyFaults(TrialProxies proxies) {
        this.proxies = proxies;
    }

    private synchronized TrialLink known(Link link) {
        return links.computeIfAbsent(link.name(), name -> new TrialLink(link));
    }

    @Override
    public Link before(InetSocketAddress listener) {
        return known(proxies.before(listener).link());
    }

    @Override
    public Link before(String url) {
        return known(proxies.before(url));
    }

    @Override
    public Link anotherWayTo(InetSocketAddress listener) {
        return known(proxies.anotherWayTo(proxies.before(listener)));
    }

    @Override
    public String anotherWayTo(String url) {
        return proxies.anotherWayTo(url);
    }

    /** Removes every fault, and tells which there were. */
    synchronized List<String> undo() {
        List<String> left = new ArrayList<>();
        for (TrialLink link : links.values()) {
            for (InjectedFault fault : link.faults()) {
                left.add("the fault '" + fault.injection().name() + "' on the proxy at " + link.address());
                fault.remove();
            }
        }
        return left;
    }
}
