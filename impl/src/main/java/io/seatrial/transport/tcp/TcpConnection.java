package io.seatrial.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.serving.OpenConnections;
import io.seatrial.serving.PhaseDeadline;
import io.seatrial.wire.AckTexts;
import io.seatrial.wire.RequestFrame;
import io.seatrial.wire.RequestFrameDecoder;
import io.seatrial.wire.WireException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection: takes frames in their order and answers them in that order, with one write for all that were read at once.
 * Nothing is taken while a request waits for room or the peer does not read its acknowledgements, so a connection holds at most one
 * frame and one read of bytes. Everything runs on the channel's event loop, except where a method says otherwise.
 */
final class TcpConnection extends ChannelInboundHandlerAdapter implements Intake.Reply, OpenConnections.Connection {

    /**
     * Bound on the end of a connection: how long the last acknowledgement may take to leave, and how long the rest of what the peer was
     * sending is read and thrown away. To close on top of unread bytes would reset the connection, and the reset could overtake that
     * acknowledgement (dynamo-tcp.md 1.2).
     */
    static final Duration END_BOUND = Duration.ofSeconds(5);

    private final Channel channel;
    private final Intake intake;
    private final NetworkIo io;
    private final RequestFrameDecoder decoder;
    private final PhaseDeadline deadline;
    private final ReadBuffer input = new ReadBuffer();
    private final AckBatch acks;
    private State state = State.OPEN;
    private boolean waiting;
    private boolean inputEnded;
    private boolean lastWritten;
    private @Nullable ScheduledFuture<?> endTimer;

    private enum State {
        /** Takes frames. */
        OPEN,
        /** Has refused a frame for good: sends that, says that no more will come, and reads until the peer says the same. */
        REFUSED,
        /** Sends what there is to send and closes. */
        ENDING,
        /** Is closed. */
        GONE
    }

    TcpConnection(Channel channel, Intake intake, NetworkIo io, int maxFrameBytes, Duration frameTimeout) {
        this.channel = channel;
        this.intake = intake;
        this.io = io;
        this.decoder = new RequestFrameDecoder(maxFrameBytes);
        this.deadline = new PhaseDeadline(io::nanoTime, frameTimeout, () -> {
            refusedForGood(AckTexts.readError("request incomplete after " + frameTimeout.toMillis() + " ms"));
            flush();
        });
        this.acks = new AckBatch(channel.alloc());
    }

    /** Sends what there is to send and closes. Any thread. */
    @Override
    public void close() {
        try {
            channel.eventLoop().execute(() -> {
                if (state != State.GONE) {
                    state = State.ENDING;
                    flush();
                }
            });
        } catch (RejectedExecutionException e) {
            channel.close(); // the event loop has ended, and its channels with it
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf bytes = (ByteBuf) read;
        if (state == State.OPEN) {
            input.add(context.alloc(), bytes);
            takeFrames();
        } else {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        goOn();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            goOn();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        state = State.GONE;
        deadline.cancel();
        if (endTimer != null) {
            endTimer.cancel(false);
        }
        input.release();
        acks.take().release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            refusedForGood(AckTexts.readError(String.valueOf(cause.getMessage())));
            flush();
        } else {
            context.fireExceptionCaught(cause); // a mistake of ours: Netty reports it
            context.close();
        }
    }

    @Override
    public void accepted() {
        acks.accept();
    }

    @Override
    public void refused(String text) {
        acks.refuse(text);
    }

    @Override
    public void refusedForGood(String text) {
        if (state == State.OPEN) {
            state = State.REFUSED;
            acks.refuse(text);
        }
    }

    @Override
    public void waits() {
        waiting = true;
    }

    /** Runs on any thread. */
    @Override
    public void admitted() {
        try {
            channel.eventLoop().execute(() -> {
                waiting = false;
                if (state == State.OPEN) {
                    acks.accept();
                    goOn();
                }
            });
        } catch (RejectedExecutionException e) {
            channel.close(); // the event loop has ended, and nobody is left to be told
        }
    }

    private void goOn() {
        takeFrames();
        flush();
    }

    private void takeFrames() {
        try {
            while (state == State.OPEN && !isPaused()) {
                RequestFrame frame = decoder.decode(input.bytes());
                if (frame == null) {
                    break;
                }
                deadline.ended();
                intake.take(frame, channel.eventLoop(), this);
                if (acks.isFull()) {
                    writeAcks();
                }
            }
        } catch (WireException e) {
            refusedForGood(e.ackText());
        }
        if (state == State.OPEN) {
            input.trim();
        } else {
            input.release();
        }
    }

    private boolean isPaused() {
        return waiting || !channel.isWritable();
    }

    /** Sends the acknowledgements, then sees whether the connection is to be read on, or to end. */
    private void flush() {
        if (state == State.OPEN && inputEnded && !isPaused()) {
            state = State.ENDING; // every whole frame has been taken, and no other will come
        }
        switch (state) {
            case OPEN -> {
                writeAcks();
                deadline.update(!isPaused() && !input.isEmpty(), channel.eventLoop());
                readOn(!isPaused());
            }
            case REFUSED, ENDING -> end();
            case GONE -> {}
        }
    }

    private void writeAcks() {
        if (!acks.isEmpty()) {
            channel.writeAndFlush(acks.take(), channel.voidPromise());
        }
    }

    private void end() {
        if (endTimer == null) {
            deadline.cancel();
            input.release();
            endTimer = channel.eventLoop()
                    .schedule((Runnable) channel::close, END_BOUND.toMillis(), TimeUnit.MILLISECONDS);
            readOn(true);
            channel.writeAndFlush(acks.take()).addListener((ChannelFuture written) -> {
                lastWritten = true;
                if (written.isSuccess() && state == State.REFUSED && !inputEnded) {
                    io.shutdownOutput(channel);
                } else {
                    channel.close();
                }
            });
        } else if (lastWritten && (state == State.ENDING || inputEnded)) {
            channel.close();
        }
    }

    private void readOn(boolean on) {
        ChannelConfig config = channel.config();
        if (!inputEnded
                && config.isAutoRead()
                        != on) { // after the end there is nothing to read, and Netty's epoll minds being asked
            config.setAutoRead(on);
        }
    }
}
