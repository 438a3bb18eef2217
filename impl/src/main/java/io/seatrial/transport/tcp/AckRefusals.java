package io.seatrial.transport.tcp;

import io.seatrial.plane.PlaneException;
import io.seatrial.wire.AckBody;
import org.jspecify.annotations.Nullable;

/** What an acknowledgement that refuses a request means to the caller (dynamo-tcp.md 1.2; 6.7: 89). */
final class AckRefusals {

    private static final String TOO_LARGE = "Read error: message too large";
    private static final String BAD_PATH = "Read error: invalid endpoint path";

    private AckRefusals() {}

    /** Returns the error that a body stands for, or {@code null} if the request was accepted. */
    static @Nullable PlaneException of(byte[] body) {
        AckBody ack = AckBody.of(body);
        return switch (ack.kind()) {
            case ACCEPTED, OTHER -> null;
            case UNKNOWN_ENDPOINT -> new PlaneException.UnknownEndpoint(ack.text());
            case OVERLOADED, UNAVAILABLE -> new PlaneException.Overloaded(ack.text());
            case PROTOCOL_ERROR -> unreadable(ack.text());
        };
    }

    private static PlaneException unreadable(String text) {
        if (text.startsWith(TOO_LARGE)) {
            return new PlaneException.PayloadTooLarge(text);
        }
        // Without the prefix it is "Invalid endpoint path"; any other "Read error: ..." is about the connection.
        boolean aboutRequest = text.startsWith(BAD_PATH) || !text.startsWith("Read error:");
        return aboutRequest
                ? new PlaneException.InvalidRequest(text, null)
                : new PlaneException.ProtocolError(text, null);
    }
}
