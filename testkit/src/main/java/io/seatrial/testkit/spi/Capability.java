package io.seatrial.testkit.spi;

import io.seatrial.testkit.rule.Labels;

/** What an implementation can have. A case whose rule needs one that is not declared is skipped, and the report says so. */
public enum Capability {
    /** All managers of a process share one server and publish its port once. */
    SHARED_SERVER("shared-server"),

    /** Managers read the configuration variables of the model. */
    CONFIGURATION("configuration"),

    /** What an operator should read reaches the sink that the process was opened with. */
    NOTICES("notices"),

    /** Connections, time, threads and randomness come from the {@code NetworkIo} that the process was opened with. */
    NETWORK_IO("network-io"),

    /** The plane can run in virtual time on one thread. Needs {@link #NETWORK_IO}. */
    SIMULATION("simulation"),

    /** The bytes of requests and acknowledgements are those of the TCP request plane. */
    TCP_WIRE("tcp-wire"),

    /** The plane has the caller's side of response streams. */
    RESPONSE_CALLER("response-caller"),

    /** The plane has the worker's side of response streams. */
    RESPONSE_WORKER("response-worker"),

    /** The worker's side counts what went wrong. Needs {@link #RESPONSE_WORKER}. */
    RESPONSE_COUNTERS("response-counters"),

    /** The bytes of response streams are those of the call-home plane. */
    RESPONSE_WIRE("response-wire");

    private final String label;

    Capability(String label) {
        this.label = label;
    }

    /** Returns the name that rule files and reports use. */
    public String label() {
        return label;
    }

    /**
     * Finds a capability by its label.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public static Capability parse(String label) {
        return Labels.parse("capability", label, values(), Capability::label);
    }

    @Override
    public String toString() {
        return label;
    }
}
