package io.seatrial.chaos.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.seatrial.chaos.proxy.stage.Chunk;
import io.seatrial.chaos.proxy.stage.End;
import io.seatrial.chaos.proxy.stage.Stage;
import io.seatrial.io.OutputEnd;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Where a direction ends: writes its channel. While the link is paused it keeps what must not be lost. */
final class Sink extends Stage {

    private final Channel channel;
    private final LongAdder sent;
    private final Runnable delivered;
    private final Runnable reset;
    private final ArrayDeque<Chunk> parked = new ArrayDeque<>();
    private boolean paused;
    private boolean flushLater;
    private boolean gone;
    private @Nullable End ended;

    /**
     * Creates a sink.
     *
     * @param delivered told when the end has been passed to the channel
     * @param reset resets the connection
     */
    Sink(Channel channel, LongAdder sent, Runnable delivered, Runnable reset) {
        this.channel = channel;
        this.sent = sent;
        this.delivered = delivered;
        this.reset = reset;
    }

    /** Says whether writes wait for {@link #flush}: what is read together is written together. */
    void flushLater(boolean later) {
        flushLater = later;
    }

    void flush() {
        channel.flush();
    }

    void pause(boolean pause) {
        paused = pause;
        while (!paused && !parked.isEmpty()) {
            write(parked.remove());
        }
        if (!paused && ended != null) {
            deliver(ended);
        }
        if (hasRoom()) {
            above().room();
        }
    }

    /** The receiver is gone: what comes is lost. */
    void gone() {
        gone = true;
        discard();
    }

    @Override
    public boolean hasRoom() {
        return gone || (!paused && ended == null && channel.isWritable());
    }

    @Override
    public void take(Chunk chunk) {
        if (gone || ended != null) {
            chunk.release();
        } else if (paused) {
            parked.add(chunk);
        } else {
            write(chunk);
        }
    }

    private void write(Chunk chunk) {
        sent.add(chunk.size());
        if (flushLater) {
            channel.write(chunk.data());
        } else {
            channel.writeAndFlush(chunk.data());
        }
    }

    @Override
    public void end(End end) {
        if (ended != null) {
            return;
        }
        ended = end;
        if (!paused) {
            deliver(end);
        }
    }

    private void deliver(End end) {
        switch (end) {
            case OUTPUT -> OutputEnd.afterWrites(channel);
            case CLOSE -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            case RESET -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> reset.run());
        }
        delivered.run();
    }

    @Override
    public void room() {
        if (hasRoom()) {
            above().room();
        }
    }

    @Override
    public void discard() {
        parked.forEach(Chunk::release);
        parked.clear();
    }
}
