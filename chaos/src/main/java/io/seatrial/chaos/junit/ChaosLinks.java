package io.seatrial.chaos.junit;

import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.engine.LinkSpec;
import java.net.InetSocketAddress;

/** The links of one test. */
public interface ChaosLinks {

    /** Returns a new link to a service, without faults, named after it. */
    default Link to(String host, int port) {
        return to(InetSocketAddress.createUnresolved(host, port));
    }

    /** Returns a new link to a service, without faults, named after it. */
    default Link to(InetSocketAddress service) {
        LinkSpec unnamed = LinkSpec.to("", service);
        return link(LinkSpec.to(unnamed.upstream(), unnamed.upstream()));
    }

    /** Returns a new link. */
    Link link(LinkSpec spec);

    /** Returns the engine of this test, for what concerns many links. */
    ChaosEngine engine();

    /**
     * Declares that the test will remove a fault: if it is still there at the end, the test fails.
     *
     * @return the fault
     */
    InjectedFault mustBeRemoved(InjectedFault fault);
}
