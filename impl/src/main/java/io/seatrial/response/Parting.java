package io.seatrial.response;

import io.seatrial.plane.PlaneException;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.wire.ControlFrame;
import io.seatrial.wire.TwoPartMessage;
import io.seatrial.wire.WireException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time between the end of a stream for its caller and the end of its connection. What the worker still sends is dropped, up to its
 * sentinel or its end, and it is not waited for longer than a bound.
 */
final class Parting implements CallerStage {

    /** How long a stopped worker may take to close before its caller does, which workers of 1.0.x wait for. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(1);

    private final CallerConnection connection;
    private final @Nullable StreamContext stopped;

    private Parting(CallerConnection connection, @Nullable StreamContext stopped) {
        this.connection = connection;
        this.stopped = stopped;
    }

    /** Parts from a worker that has sent its final frame. */
    static void afterFinal(CallerConnection connection) {
        Parting parting = new Parting(connection, null);
        connection.enter(parting);
        parting.closeLater();
    }

    /** Tells a worker to stop and parts from it. A kill that follows is told it too. */
    static void afterStop(CallerConnection connection, StreamContext context) {
        connection.send(ControlFrame.STOP);
        Parting parting = new Parting(connection, context);
        connection.enter(parting);
        connection.setTimer(STOP_GRACE, () -> {
            connection.shutdownOutput();
            parting.closeLater();
        });
    }

    private void closeLater() {
        connection.setTimer(connection.plane.settings().get(RuntimeSettings.CLOSE_WAIT), connection::finish);
    }

    @Override
    public void frame(TwoPartMessage message) {
        if (message.hasHeader()) {
            connection.finish();
        }
    }

    @Override
    public void endOfInput(@Nullable WireException broken) {
        connection.finish();
    }

    @Override
    public void contextChanged() {
        if (stopped != null && stopped.isKilled()) {
            abandon();
        }
    }

    @Override
    public void abandon() {
        if (stopped != null) {
            connection.send(ControlFrame.KILL);
        }
        connection.finish();
    }

    @Override
    public void serverCloses(PlaneException why) {}

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public boolean deliver() {
        return false;
    }
}
