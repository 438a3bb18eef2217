package io.seatrial.wire;

/** Which half of a call-home a connection carries. Servers of 1.0.x serve only responses. */
public enum StreamType {
    /** Items from the caller to the worker. */
    REQUEST("request"),
    /** Items from the worker to the caller. */
    RESPONSE("response");

    private final String label;

    StreamType(String label) {
        this.label = label;
    }

    /** Returns the value on the wire. */
    public String label() {
        return label;
    }

    static StreamType parse(String label) {
        for (StreamType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw WireException.malformed("unknown stream_type \"" + label + "\"");
    }
}
