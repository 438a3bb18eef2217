package io.seatrial.wire;

/** How many items the caller expects. Senders of 1.0.x always expect a stream. */
public enum ResponseType implements Labelled {
    /** One item. */
    SINGLE_OUT("single_out"),
    /** A stream of items. */
    MANY_OUT("many_out");

    private final String label;

    ResponseType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    static ResponseType parse(String label) {
        return Labelled.parse(values(), "response_type", label);
    }
}
