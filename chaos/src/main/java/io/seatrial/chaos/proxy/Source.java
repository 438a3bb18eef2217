package io.seatrial.chaos.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.seatrial.chaos.proxy.framing.FrameScanner;
import io.seatrial.chaos.proxy.stage.Chunk;
import io.seatrial.chaos.proxy.stage.End;
import io.seatrial.chaos.proxy.stage.Stage;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Where a direction begins: reads its channel while there is room below. If the framing is known, what is read is cut at the ends of
 * frames, so that no stage has to look for them.
 */
final class Source extends Stage {

    private final Channel channel;
    private final @Nullable FrameScanner scanner;
    private final LongAdder received;
    private final ArrayDeque<Chunk> pending = new ArrayDeque<>();
    private boolean atFrameStart = true;
    private boolean paused;
    private boolean passing;
    private @Nullable End ended;
    private boolean endPassed;

    Source(Channel channel, @Nullable FrameScanner scanner, LongAdder received) {
        this.channel = channel;
        this.scanner = scanner;
        this.received = received;
    }

    /** Takes what the channel has read. */
    void read(ByteBuf data) {
        long now = channel.eventLoop().ticker().nanoTime();
        received.add(data.readableBytes());
        if (scanner == null) {
            pending.add(new Chunk(data, now, false, false));
        } else {
            cut(data, now, scanner);
        }
        pass();
    }

    private void cut(ByteBuf data, long now, FrameScanner frames) {
        while (data.isReadable()) {
            int from = data.readerIndex();
            boolean last = frames.advance(data);
            ByteBuf piece = data.retainedSlice(from, data.readerIndex() - from);
            pending.add(new Chunk(piece, now, atFrameStart, last));
            atFrameStart = last;
        }
        data.release();
    }

    /** The sender has ended; behind what was read. Only the first end counts. */
    void ended(End end) {
        if (ended == null) {
            ended = end;
            pass();
        }
    }

    void pause(boolean pause) {
        paused = pause;
        pass();
    }

    private void pass() {
        if (passing) {
            return;
        }
        passing = true;
        while (!pending.isEmpty() && below().hasRoom()) {
            below().take(pending.remove());
        }
        if (pending.isEmpty() && ended != null && !endPassed) {
            endPassed = true;
            below().end(ended);
        }
        passing = false;
        channel.config().setAutoRead(!paused && pending.isEmpty() && ended == null && below().hasRoom());
    }

    @Override
    public boolean hasRoom() {
        return false;
    }

    @Override
    public void take(Chunk chunk) {
        throw new IllegalStateException("nothing is above a source");
    }

    @Override
    public void end(End end) {
        throw new IllegalStateException("nothing is above a source");
    }

    @Override
    public void room() {
        pass();
    }

    @Override
    public void discard() {
        pending.forEach(Chunk::release);
        pending.clear();
    }
}
