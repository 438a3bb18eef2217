package io.seatrial.chaos.network;

import io.seatrial.chaos.engine.Link;
import io.seatrial.testkit.Trial;
import java.net.InetSocketAddress;

/**
 * The faults of a trial on the network {@code proxied}: the links on which a case injects what it likes. What is injected on them is removed
 * before the processes of the trial are closed; what the case has not removed itself by then fails it. Safe for many threads.
 */
public interface TrialFaults {

    /** Returns those of a trial; ends the case as skipped on a network without proxies. */
    static TrialFaults of(Trial trial) {
        return trial.facility(TrialFaults.class);
    }

    /**
     * Returns the link to a listener of the trial: to a server of the plane, the listener of a caller, or a raw one.
     *
     * @param listener where it is reached
     * @throws IllegalArgumentException if nobody listens there
     */
    Link before(InetSocketAddress listener);

    /**
     * Returns the link to a server outside, such as a broker.
     *
     * @param url what the trial or {@link #anotherWayTo(String)} has returned
     * @throws IllegalArgumentException if no proxy is reached by it
     */
    Link before(String url);

    /** Returns one more link to a listener of the trial, with an address of its own and independent of the other. */
    Link anotherWayTo(InetSocketAddress listener);

    /** Returns one more URL, with a link of its own, by which a server outside is reached. */
    String anotherWayTo(String url);
}
