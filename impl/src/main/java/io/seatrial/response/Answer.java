package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.seatrial.plane.PlaneException;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.wire.ControlFrame;
import io.seatrial.wire.StreamFrame;
import io.seatrial.wire.TwoPartMessage;
import io.seatrial.wire.WireException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The answer itself: frames become items of the caller's stream, and the caller's wishes become control frames (dynamo-tcp.md 1.5, steps 6
 * to 10, and 3.6).
 */
final class Answer implements CallerStage, AnswerStream.Source {

    private final CallerConnection connection;
    private final AnswerStream stream;
    private final CallObserver observer;
    private boolean complete;
    private boolean stopSent;

    Answer(CallerConnection connection, StreamContext context, CallObserver observer) {
        this.connection = connection;
        this.observer = observer;
        this.stream = new AnswerStream(context, connection.loop(), this, connection.isReference());
    }

    AnswerStream stream() {
        return stream;
    }

    /** Watches for silence from now on. */
    void begin() {
        connection.setTimer(silenceBound(), this::watchSilence);
    }

    @Override
    public void frame(TwoPartMessage message) {
        if (message.hasHeader()) {
            endOfInput(null); // a sentinel, or what no worker sends: there is no more either way
        } else if (message.hasBody()) {
            body(message.body());
        }
    }

    private void body(ByteBuf body) {
        StreamFrame frame;
        try {
            frame = StreamFrame.decode(body);
        } catch (WireException e) {
            stream.offer(ResponseItem.error(String.valueOf(e.getMessage())));
            return;
        }
        try {
            item(frame);
        } finally {
            frame.release();
        }
        if (frame.completeFinal() && !complete) {
            complete();
        }
    }

    private void item(StreamFrame frame) {
        ByteBuf data = frame.data();
        if (complete) {
            stream.offer(ResponseItem.error("Response received after generation ended - this should never happen"));
        } else if (data != null) {
            ResponseItem item = ResponseItem.of(ByteBufUtil.getBytes(data));
            observer.item(item);
            stream.offer(item);
        } else if (!frame.completeFinal()) {
            stream.offer(ResponseItem.error("Empty response received - this should never happen"));
        }
    }

    /** The stream ends for its caller with the final frame; that of 1.0.x with the connection (dynamo-tcp.md 142). */
    private void complete() {
        complete = true;
        if (connection.isReference()) {
            stream.end(null);
            Parting.afterFinal(connection);
            stream.deliver();
        } else {
            connection.setTimer(connection.plane.settings().get(RuntimeSettings.CLOSE_WAIT), () -> endOfInput(null));
        }
    }

    @Override
    public void endOfInput(@Nullable WireException broken) {
        boolean well = complete || stream.context().isStopped();
        end(well ? null : new PlaneException.Disconnected("Stream ended before generation completed", null));
    }

    private void end(@Nullable PlaneException failure) {
        if (failure != null) {
            observer.failed(failure);
        }
        stream.end(failure);
        connection.finish();
        stream.deliver();
    }

    @Override
    public void contextChanged() {
        if (stream.context().isKilled()) {
            abandon();
        } else if (stream.context().isStopped() && !stopSent) {
            stopSent = true;
            if (connection.isReference()) {
                Parting.afterStop(connection, stream.context()); // the stream ends by itself
            } else {
                connection.send(ControlFrame.STOP); // what is on its way is still delivered
            }
        }
    }

    @Override
    public void abandon() {
        if (!complete) {
            connection.send(ControlFrame.KILL);
        }
        end(null);
    }

    @Override
    public void serverCloses(PlaneException why) {
        stream.end(why);
    }

    @Override
    public boolean isFull() {
        return stream.isFull();
    }

    @Override
    public boolean deliver() {
        boolean wasFull = isFull();
        stream.deliver();
        return wasFull && !isFull();
    }

    private Duration silenceBound() {
        return connection.plane.settings().get(RuntimeSettings.STREAM_TIMEOUT);
    }

    private void watchSilence() {
        long left = silenceBound().toNanos() - connection.silentNanos();
        if (left > 0) {
            connection.setTimer(Duration.ofNanos(left), this::watchSilence);
        } else {
            connection.send(ControlFrame.KILL);
            end(new PlaneException.ResponseTimeout("No item of the answer to request "
                    + stream.context().id() + " for " + silenceBound().toMillis() + " ms"));
        }
    }

    @Override
    public void proceed() {
        connection.proceed();
    }

    @Override
    public void abandoned() {
        connection.abandon();
    }

    @Override
    public void subscriberFailed(Throwable failure) {
        connection.plane.notices().error("Subscriber of a response stream failed", "cause", failure);
    }
}
