package io.seatrial.discovery;

/** Hears of changes. One listener is called by one thread at a time, in the order of the changes. */
@FunctionalInterface
public interface DiscoveryListener {

    /** Takes one change. Must not block; what it throws is reported as an error notice and ends nothing. */
    void onEvent(DiscoveryEvent event);
}
