package io.seatrial.wire;

/** How many items the caller expects. Senders of 1.0.x always expect a stream. */
public enum ResponseType {
    /** One item. */
    SINGLE_OUT("single_out"),
    /** A stream of items. */
    MANY_OUT("many_out");

    private final String label;

    ResponseType(String label) {
        this.label = label;
    }

    /** Returns the value on the wire. */
    public String label() {
        return label;
    }

    static ResponseType parse(String label) {
        for (ResponseType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw WireException.malformed("unknown response_type \"" + label + "\"");
    }
}
