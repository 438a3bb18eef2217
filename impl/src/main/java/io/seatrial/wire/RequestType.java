package io.seatrial.wire;

/** How many items the caller sends. Senders of 1.0.x always send one. */
public enum RequestType implements Labelled {
    /** One request. */
    SINGLE_IN("single_in"),
    /** A stream of requests. */
    MANY_IN("many_in");

    private final String label;

    RequestType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    static RequestType parse(String label) {
        return Labelled.parse(values(), "request_type", label);
    }
}
