package io.seatrial.testkit.network;

import io.seatrial.testkit.rule.Labels;

/** What carries the bytes of a case (design.md, the four networks). */
public enum NetworkKind {
    /** Real sockets on 127.0.0.1, in real time. */
    LOOPBACK("loopback"),

    /** The implementation's own pipelines over in-memory channels, one thread, virtual time, seeded. */
    SIMULATED("simulated"),

    /** Real sockets through a fault proxy. */
    PROXIED("proxied"),

    /** The wire to a program under test in any language. */
    REMOTE("remote");

    private final String label;

    NetworkKind(String label) {
        this.label = label;
    }

    /** Returns the name that users write and reports show. */
    public String label() {
        return label;
    }

    /**
     * Finds a network by its label.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public static NetworkKind parse(String label) {
        return Labels.parse("network", label, values(), NetworkKind::label);
    }

    @Override
    public String toString() {
        return label;
    }
}
