package io.seatrial.wire;

/** The bodies of acknowledgements that refuse a request, as servers of the model send them (dynamo-tcp.md 1.2). */
public final class AckTexts {

    /** The path's bytes are not UTF-8; the connection stays open. */
    public static final String INVALID_PATH = "Invalid endpoint path";

    /** How an acknowledgement starts that a server of 1.0.x sends for a path it does not know. */
    public static final String UNKNOWN_ENDPOINT = "Unknown endpoint: ";

    /** How an acknowledgement starts whose request frame was refused; the connection ends. */
    public static final String READ_ERROR = "Read error: ";

    /** How an acknowledgement starts that rejects a request for want of room. */
    public static final String OVERLOADED = "Server overloaded: ";

    /** How an acknowledgement starts that rejects a request because the server does not serve it, or no more. */
    public static final String UNAVAILABLE = "Server unavailable: ";

    private AckTexts() {}

    /** Returns the answer to a path without a handler; the connection stays open. */
    public static String unknownEndpoint(String path) {
        return UNKNOWN_ENDPOINT + path;
    }

    /** Returns the answer to a path without a handler as later versions give it; the connection stays open. */
    public static String unavailableEndpoint(String path) {
        return UNAVAILABLE + "unknown endpoint " + path;
    }

    /** Returns the last answer on a connection whose request cannot be read. */
    public static String readError(String what) {
        return READ_ERROR + what;
    }

    /** Returns the rejection of a request for want of room. */
    public static String overloaded(String why) {
        return OVERLOADED + why;
    }

    /** Returns the rejection of a request by a server that goes away. */
    public static String unavailable(String why) {
        return UNAVAILABLE + why;
    }

    static String pathLengthRefused(int pathBytes) {
        return "invalid endpoint path length: " + pathBytes;
    }

    static String messageRefused(long totalBytes, int maxBytes) {
        return "message too large: " + totalBytes + " bytes (max: " + maxBytes + " bytes)";
    }
}
