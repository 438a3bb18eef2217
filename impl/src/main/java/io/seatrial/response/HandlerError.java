package io.seatrial.response;

import java.util.Locale;

/** The kinds of failure that a worker counts, named as the model's {@code error_type} label (dynamo-tcp.md 2.5). */
public enum HandlerError {
    /** The control message cannot be read. */
    DESERIALIZATION,
    /** The payload lacks its header or its body. */
    INVALID_MESSAGE,
    /** The caller's address cannot be used, or it cannot be reached. */
    RESPONSE_STREAM,
    /** The engine refused the request, or broke off. */
    GENERATE,
    /** An item could not be sent, because the caller stopped, killed or left the stream. */
    PUBLISH_RESPONSE,
    /** The final frame could not be sent, for the same reasons. */
    PUBLISH_FINAL;

    /** Returns the value of the label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
