package io.seatrial.wire;

/** How many items the caller sends. Senders of 1.0.x always send one. */
public enum RequestType {
    /** One request. */
    SINGLE_IN("single_in"),
    /** A stream of requests. */
    MANY_IN("many_in");

    private final String label;

    RequestType(String label) {
        this.label = label;
    }

    /** Returns the value on the wire. */
    public String label() {
        return label;
    }

    static RequestType parse(String label) {
        for (RequestType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw WireException.malformed("unknown request_type \"" + label + "\"");
    }
}
