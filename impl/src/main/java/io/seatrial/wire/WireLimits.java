package io.seatrial.wire;

/** The limits of the wire, in bytes (dynamo-tcp.md 1.1 to 1.3). */
public final class WireLimits {

    /** The longest routing path that a server accepts. */
    public static final int MAX_PATH_BYTES = 1024;

    /** The longest path or header object that the request frame's 16-bit lengths can announce. */
    public static final int MAX_FIELD_BYTES = 0xFFFF;

    /** The largest payload that the request frame's 32-bit length can announce. */
    public static final long MAX_PAYLOAD_BYTES = 0xFFFF_FFFFL;

    /** The default of {@code DYN_TCP_MAX_MESSAGE_SIZE}: the largest whole request frame or acknowledgement, 32 MiB. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 32 * 1024 * 1024;

    /** No limit of its own: what one buffer can hold. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /**
     * Up to this size a payload is copied behind its head, into one buffer; above it both travel as components. A copy of a few
     * kilobytes costs less than a second buffer in the socket's gathering write.
     */
    public static final int COPY_BYTES = 4096;

    private WireLimits() {}
}
