package io.seatrial.chaos.cases;

import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Timeout;
import io.seatrial.chaos.network.TrialFaults;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.expect.CaseFailure;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;

/** The link on which workers call home to the caller of a trial. */
final class Home {

    private Home() {}

    /** Returns it; the caller has called before, and so listens. */
    static Link link(Trial trial) {
        Set<InetSocketAddress> listeners = trial.callerProcess().listeners();
        if (listeners.size() != 1) {
            throw CaseFailure.of("listeners of the caller", "the one for answers", "were " + listeners);
        }
        return TrialFaults.of(trial).before(listeners.iterator().next());
    }

    /** Ends the connections that there are, as a box on the way does that is restarted; new ones get through at once. */
    static void cut(Link home) {
        home.inject(Injection.of(new Timeout(Duration.ZERO), Direction.UPSTREAM))
                .remove();
    }
}
