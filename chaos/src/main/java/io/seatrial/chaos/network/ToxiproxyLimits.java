package io.seatrial.chaos.network;

import io.seatrial.testkit.rule.Rule;
import java.util.Optional;
import java.util.Set;

/** The rules that cannot be seen through Toxiproxy, since it does not pass on what they are about. */
final class ToxiproxyLimits {

    /** An end of one direction that leaves the other open. */
    private static final Set<String> HALF_CLOSES = Set.of("ACK-04", "CALLHOME-40", "FRAME-20");

    /** A connection that the plane resets. */
    private static final Set<String> RESETS = Set.of(
            "RESP-06", "RESP-07", "RESP-08", "RESP-09", "RESP-10", "RESP-12", "RESP-14", "RESP-24", "RESP-26",
            "RESP-27", "RESP-28", "RESP-81", "RESP-82");

    /** A reset of a connection that there is. */
    private static final Set<String> LATE_RESETS = Set.of("CHAOS-23");

    private ToxiproxyLimits() {}

    static Optional<String> of(Rule rule) {
        if (HALF_CLOSES.contains(rule.id())) {
            return Optional.of("Toxiproxy closes both sides at the first end of a stream");
        }
        if (LATE_RESETS.contains(rule.id())) {
            return Optional.of("Toxiproxy prepares resets only when a connection begins");
        }
        return RESETS.contains(rule.id())
                ? Optional.of("Toxiproxy passes a reset on as an orderly end")
                : Optional.empty();
    }
}
