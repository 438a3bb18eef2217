package io.seatrial.transport.nats;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.seatrial.plane.spi.Notices;
import org.jspecify.annotations.Nullable;

/**
 * What a server says to a request. A refusal is the status by which a NATS server itself says that nobody listens, so that callers of
 * Dynamo 1.0.x, which would take any other reply for an acknowledgement and wait for ever, try another worker at once. The text beside the
 * status says more to who reads it.
 */
final class Replies {

    /** {@code No responders}: the request was not taken, and will not run. */
    static final int REFUSED = 503;

    private static final byte[] NOTHING = {};

    private final Connection connection;
    private final Notices notices;

    Replies(Connection connection, Notices notices) {
        this.connection = connection;
        this.notices = notices;
    }

    /** Acknowledges a request. */
    void acknowledge(Message request) {
        reply(request, null);
    }

    /**
     * Refuses a request.
     *
     * @param why an {@link io.seatrial.wire.AckTexts acknowledgement's text}, or empty if nobody listens any more
     */
    void refuse(Message request, String why) {
        reply(request, WireHeaders.status(REFUSED, why));
    }

    /** A request without a reply subject is run all the same, so one that fails here is, too. */
    private void reply(Message request, @Nullable Headers headers) {
        String subject = request.getReplyTo();
        if (subject == null || subject.isEmpty()) {
            return;
        }
        try {
            connection.publish(subject, headers, NOTHING);
        } catch (IllegalStateException
                | IllegalArgumentException e) { // closed, no room while disconnected, a bad subject
            notices.warn(
                    "Failed to respond to NATS request",
                    "subject",
                    request.getSubject(),
                    "error",
                    String.valueOf(e.getMessage()));
        }
    }
}
