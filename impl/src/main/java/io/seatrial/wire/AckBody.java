package io.seatrial.wire;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What an acknowledgement says, told by its body as later clients of the model tell it. Clients of 1.0.x take every body for success
 * (dynamo-tcp.md 1.2).
 *
 * @param kind what it means
 * @param text the body as text
 */
public record AckBody(Kind kind, String text) {

    /** The empty body. */
    public static final AckBody ACCEPTED = new AckBody(Kind.ACCEPTED, "");

    /** What an acknowledgement means. */
    public enum Kind {
        /** The request is queued. */
        ACCEPTED,
        /** No handler is registered under the path: {@code Unknown endpoint: …} or {@code Server unavailable: unknown endpoint …}. */
        UNKNOWN_ENDPOINT,
        /** The server has no room: {@code Server overloaded: …}. */
        OVERLOADED,
        /** The server does not take requests: {@code Server unavailable: …}. */
        UNAVAILABLE,
        /** The server could not read the request: {@code Read error: …} or {@code Invalid endpoint path}. */
        PROTOCOL_ERROR,
        /** Any other text, which clients of the model take for success. */
        OTHER
    }

    /** Creates an answer. */
    public AckBody {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }

    /** Tells what a body means. */
    public static AckBody of(byte[] body) {
        return body.length == 0 ? ACCEPTED : of(new String(body, StandardCharsets.UTF_8));
    }

    /** Tells what a body means. */
    public static AckBody of(String text) {
        return text.isEmpty() ? ACCEPTED : new AckBody(kindOf(text), text);
    }

    private static Kind kindOf(String text) {
        if (text.startsWith(AckTexts.UNKNOWN_ENDPOINT) || text.startsWith(AckTexts.unavailableEndpoint(""))) {
            return Kind.UNKNOWN_ENDPOINT;
        }
        if (startsWithWord(text, AckTexts.OVERLOADED)) {
            return Kind.OVERLOADED;
        }
        if (startsWithWord(text, AckTexts.UNAVAILABLE)) {
            return Kind.UNAVAILABLE;
        }
        boolean unread = text.startsWith(AckTexts.READ_ERROR) || text.equals(AckTexts.INVALID_PATH);
        return unread ? Kind.PROTOCOL_ERROR : Kind.OTHER;
    }

    /** Later clients look for these two prefixes up to the colon; the space behind it is custom. */
    private static boolean startsWithWord(String text, String prefix) {
        return text.startsWith(prefix.stripTrailing());
    }
}
