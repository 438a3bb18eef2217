package io.seatrial.response;

import io.seatrial.plane.PlaneException;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.wire.ControlFrame;
import io.seatrial.wire.Prologue;
import io.seatrial.wire.StreamHandshake;
import io.seatrial.wire.StreamType;
import io.seatrial.wire.TwoPartMessage;
import io.seatrial.wire.WireException;
import org.jspecify.annotations.Nullable;

/** The first two messages of a worker: which stream it brings, and whether it could start (dynamo-tcp.md 1.5, steps 1 to 5). */
final class Greeting implements CallerStage {

    private final CallerConnection connection;
    private final ResponseServer server;
    private @Nullable PendingStream pending;

    Greeting(CallerConnection connection, ResponseServer server) {
        this.connection = connection;
        this.server = server;
    }

    /** Bounds the wait for the first message. */
    void begin() {
        connection.setTimer(
                connection.plane.settings().get(RuntimeSettings.HANDSHAKE_TIMEOUT),
                () -> refuse("No handshake in time"));
    }

    @Override
    public void frame(TwoPartMessage message) {
        if (pending == null) {
            handshake(message);
        } else {
            prologue(message, pending);
        }
    }

    private void handshake(TwoPartMessage message) {
        if (!message.hasHeader()) {
            refuse("Expected ControlMessage, got DataMessage");
            return;
        }
        StreamHandshake handshake = StreamHandshake.decode(message.header());
        if (handshake.streamType() != StreamType.RESPONSE) {
            refuse("Streams of requests are not served");
            return;
        }
        PendingStream found = server.take(handshake.subject());
        if (found == null) {
            refuse("Subject not found: " + handshake.subject()
                    + "; upstream publisher specified a subject unknown to the downsteam subscriber");
            return;
        }
        connection.clearTimer();
        pending = found;
        if (found.attach(connection)) {
            connection.follow(found.context());
        } else {
            connection.close(); // given up in the same moment
        }
    }

    private void prologue(TwoPartMessage message, PendingStream waiting) {
        if (!message.hasHeader() || message.hasBody()) {
            unlinked(waiting);
            return;
        }
        String error = Prologue.decode(message.header()).error();
        if (error != null) {
            connection.close();
            waiting.fail(new PlaneException.Untyped("Failed to establish a streaming connection: " + error, null));
            return;
        }
        Answer answer = new Answer(connection, waiting.context(), waiting.observer());
        connection.enter(answer);
        answer.begin();
        if (waiting.begin(answer.stream())) {
            connection.contextChanged(); // perhaps before there was a stream
        } else {
            connection.close();
        }
    }

    @Override
    public void endOfInput(@Nullable WireException broken) {
        if (pending != null) {
            unlinked(pending);
        } else if (broken != null) {
            refuse("Failed to deserialize the first message as a valid `CallHomeHandshake`: " + broken.getMessage());
        } else {
            refuse("Connection closed without a ControlMessage");
        }
    }

    private void unlinked(PendingStream waiting) {
        connection.close();
        waiting.unlinked();
    }

    private void refuse(String why) {
        connection
                .plane
                .notices()
                .warn(
                        "failed to handle tcp connection: " + why,
                        "peer",
                        connection.channel().channel().remoteAddress());
        connection.close();
    }

    /** Tells the worker at once; 1.0.x does not look at the caller's wish before the worker has started (dynamo-tcp.md 107). */
    @Override
    public void contextChanged() {
        if (pending == null || !connection.isReference()) {
            return;
        }
        if (pending.context().isKilled()) {
            abandon();
        } else if (pending.context().isStopped()) {
            Parting.afterStop(connection, pending.context());
        }
    }

    @Override
    public void abandon() {
        if (connection.isReference() && pending != null) {
            connection.send(ControlFrame.KILL);
        }
        connection.close();
    }

    @Override
    public void serverCloses(PlaneException why) {
        if (pending != null) {
            pending.fail(why);
        }
    }

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public boolean deliver() {
        return false;
    }
}
