package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.wire.ControlFrame;
import io.seatrial.wire.Prologue;
import io.seatrial.wire.StreamFrame;
import io.seatrial.wire.StreamHandshake;
import io.seatrial.wire.StreamType;
import io.seatrial.wire.TwoPartMessage;
import io.seatrial.wire.WireException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A worker's connection to the caller of one request: what is written on it, what the caller says on it, and how it ends
 * (dynamo-tcp.md 1.5). Only for its event loop, unless a method says otherwise.
 */
final class WorkerConnection extends PeerConnection {

    /** What surrounds an item in the body of a data frame: <code>{"data":</code> and <code>,"complete_final":false}</code>. */
    static final int AROUND_ITEM_BYTES = 32;

    private static final int FINAL_BODY_BYTES = 23;

    private final String subject;
    private final WorkerCall call;
    private final EnginePump pump;
    private final FrameReader reader;
    private final Runnable listener = this::contextChanged;
    private @Nullable FrameBatch batch;
    private boolean open = true;
    private boolean reading = true;
    private boolean peerIsDone;

    WorkerConnection(PlaneContext plane, String subject, WorkerCall call) {
        super(plane);
        this.subject = subject;
        this.call = call;
        this.pump = new EnginePump(plane, call, this);
        this.reader = new FrameReader(plane.settings().get(RuntimeSettings.MAX_RESPONSE_MESSAGE_SIZE));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        super.handlerAdded(context);
        batch = new FrameBatch(context);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        batch().frame(new StreamHandshake(subject, StreamType.RESPONSE).encode(context.alloc()));
        if (call.refusal() != null) {
            refuse(String.valueOf(call.refusal().getMessage()));
            call.fail(call.refusal());
            return;
        }
        call.context().listen(listener);
        pump.start();
        flush();
    }

    /** Returns whether what is written now can reach the caller, as far as is known. */
    boolean isLive() {
        return open && !call.context().isStopped();
    }

    /** Returns whether there is room for more. */
    boolean isWritable() {
        return open && channel().channel().isWritable();
    }

    /** Says that the engine began. */
    void begin() {
        batch().frame(Prologue.OK.encode(channel().alloc()));
    }

    /** Says that the engine did not begin, which ends the connection. */
    void refuse(String text) {
        batch().frame(new Prologue(text).encode(channel().alloc()));
        finish();
    }

    /** Adds an item; it leaves with the next {@link #flush}. */
    void item(byte[] json) {
        call.metrics().sent(json.length + AROUND_ITEM_BYTES);
        batch().item(json);
    }

    /** Says that the answer is complete, which ends the connection. */
    void complete() {
        call.metrics().sent(FINAL_BODY_BYTES);
        batch().frame(StreamFrame.finalFrame());
        finish();
    }

    /** Says that there is no more, which ends the connection. */
    void finish() {
        open = false;
        reading = false;
        batch().frame(ControlFrame.SENTINEL.frame());
        batch().flushLast().addListener(sent -> awaitPeer());
    }

    /** Sends what was added. */
    void flush() {
        if (open) {
            batch().flush();
        }
    }

    private void contextChanged() {
        execute(() -> {
            if (open && call.context().isStopped()) {
                breakOff();
                if (isReference()) {
                    channel().close();
                } else {
                    awaitPeer();
                }
            }
        });
    }

    /** Ends the writing without a word: what was not sent is dropped, and the engine is told. */
    private void breakOff() {
        open = false;
        batch().discard();
        pump.connectionEnded();
    }

    private void awaitPeer() {
        if (peerIsDone) {
            channel().close();
        } else {
            setTimer(plane.settings().get(RuntimeSettings.CLOSE_WAIT), channel()::close);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!reading) {
            ((ByteBuf) bytes).release();
            return;
        }
        reader.feed(context.alloc(), (ByteBuf) bytes);
        try {
            TwoPartMessage message = reader.next();
            while (message != null) {
                control(message);
                message = reading ? reader.next() : null;
            }
        } catch (WireException e) {
            garbage();
        }
    }

    private void control(TwoPartMessage message) {
        try {
            ControlFrame control = message.hasBody() ? ControlFrame.SENTINEL : ControlFrame.decode(message.header());
            switch (control) {
                case STOP -> call.context().stop();
                case KILL -> call.context().kill();
                case SENTINEL -> garbage(); // callers do not send it
            }
        } finally {
            message.release();
        }
    }

    /** The caller broke the protocol: as good as a kill; in 1.0.x only the end of reading (dynamo-tcp.md 140). */
    private void garbage() {
        endOfInput();
        if (isReference()) {
            call.context().kill();
        }
    }

    private void endOfInput() {
        reading = false;
        peerIsDone = true;
        reader.clear();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            endOfInput();
            if (!open) {
                context.close();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        endOfInput();
        clearTimer();
        call.context().forget(listener);
        if (open) {
            open = false;
            if (isReference()) {
                call.context().kill();
            }
            breakOff();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        pump.turn();
    }

    private FrameBatch batch() {
        return Objects.requireNonNull(batch);
    }
}
