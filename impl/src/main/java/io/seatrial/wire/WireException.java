package io.seatrial.wire;

import java.io.Serial;
import java.util.Objects;

/**
 * Bytes of a peer that are no message of this wire. After it the connection cannot be used, since the next message's start is
 * unknown. It has no stack trace: a peer can provoke it at will, and the message says all there is.
 */
public final class WireException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What is wrong with the bytes. */
    public enum Reason {
        /** They break a layout or a JSON shape. */
        MALFORMED,
        /** They announce more than the limit in force, or more than 64 bits can count. */
        TOO_LARGE,
        /** They end inside a message. */
        INCOMPLETE
    }

    private WireException(Reason reason, String message) {
        super(Objects.requireNonNull(message, "message"), null, false, false);
        this.reason = reason;
    }

    static WireException malformed(String message) {
        return new WireException(Reason.MALFORMED, message);
    }

    static WireException tooLarge(String message) {
        return new WireException(Reason.TOO_LARGE, message);
    }

    static WireException incomplete(String message) {
        return new WireException(Reason.INCOMPLETE, message);
    }

    /** Returns the error of a stream that ends while a decoder still holds bytes of an unfinished message (dynamo-tcp.md 1.3). */
    public static WireException endInsideMessage() {
        return incomplete("bytes remaining on stream");
    }

    /** Returns what is wrong with the bytes. */
    public Reason reason() {
        return reason;
    }

    /** Returns the body of the acknowledgement by which a server tells the sender of a broken request frame. */
    public String ackText() {
        return AckTexts.readError(String.valueOf(getMessage()));
    }
}
