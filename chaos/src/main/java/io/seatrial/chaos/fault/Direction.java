package io.seatrial.chaos.fault;

/** Which way bytes go through a link. */
public enum Direction {
    /** From the client to the server. */
    UPSTREAM("upstream"),

    /** From the server to the client. What Toxiproxy takes where nothing is said, and so does this library. */
    DOWNSTREAM("downstream");

    private final String text;

    Direction(String text) {
        this.text = text;
    }

    /** Returns the other direction. */
    public Direction opposite() {
        return this == UPSTREAM ? DOWNSTREAM : UPSTREAM;
    }

    /** Returns the name in JSON. */
    public String text() {
        return text;
    }

    /**
     * Reads the name in JSON, in any case.
     *
     * @throws FaultException if there is no such direction
     */
    public static Direction parse(String text) {
        for (Direction direction : values()) {
            if (direction.text.equalsIgnoreCase(text)) {
                return direction;
            }
        }
        throw new FaultException("There is no direction '" + text + "': use upstream (to the server) or downstream");
    }
}
