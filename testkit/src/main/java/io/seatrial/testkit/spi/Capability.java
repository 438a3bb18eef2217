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

    /** The plane's requests and acknowledgements are HTTP/1.1 and HTTP/2 over cleartext, as the HTTP request plane has them. */
    HTTP_WIRE("http-wire"),

    /** The plane's requests and acknowledgements are messages of a NATS server, on the subjects of the NATS request plane. */
    NATS_WIRE("nats-wire"),

    /** Processes of one machine find each other through a directory, in the layout of Dynamo's file store. */
    FILE_DISCOVERY("file-discovery"),

    /** Processes of several machines find each other through a key-value bucket of a NATS server. */
    NATS_DISCOVERY("nats-discovery"),

    /** The plane has workers that publish what they serve, through the discovery store that they are handed. */
    RUNTIME("runtime"),

    /** Workers tell their health. Needs {@link #RUNTIME}. */
    HEALTH("health"),

    /** Workers measure under Dynamo's names. Needs {@link #RUNTIME}. */
    METRICS("metrics"),

    /** The plane has routers that follow a discovery store that they are handed. Needs {@link #RESPONSE_CALLER}. */
    ROUTER("router"),

    /** The plane has the caller's side of response streams. */
    RESPONSE_CALLER("response-caller"),

    /** The plane has the worker's side of response streams. */
    RESPONSE_WORKER("response-worker"),

    /** The worker's side counts what went wrong. Needs {@link #RESPONSE_WORKER}. */
    RESPONSE_COUNTERS("response-counters"),

    /** The bytes of response streams are those of the call-home plane. */
    RESPONSE_WIRE("response-wire"),

    /** Engines are told the trace that their request belongs to. Needs {@link #RESPONSE_WORKER}. */
    TRACES("traces");

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
