package io.seatrial.wire;

/** Which half of a call-home a connection carries. Servers of 1.0.x serve only responses. */
public enum StreamType implements Labelled {
    /** Items from the caller to the worker. */
    REQUEST("request"),
    /** Items from the worker to the caller. */
    RESPONSE("response");

    private final String label;

    StreamType(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    static StreamType parse(String label) {
        return Labelled.parse(values(), "stream_type", label);
    }
}
