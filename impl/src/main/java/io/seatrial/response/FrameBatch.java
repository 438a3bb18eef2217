package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.seatrial.wire.StreamFrame;
import io.seatrial.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * The frames that one connection is about to send. Small ones are collected in one buffer, so that an answer which is there at once takes
 * one system call. Only for the connection's event loop.
 */
final class FrameBatch {

    /** From here on frames are handed to the channel, whose own mark says when to stop. */
    private static final int FULL_BYTES = 32 * 1024;

    private static final int FIRST_BYTES = 1024;

    private final ChannelHandlerContext channel;
    private @Nullable ByteBuf collected;
    private boolean written;

    FrameBatch(ChannelHandlerContext channel) {
        this.channel = channel;
    }

    /** Adds the data frame of an item. */
    void item(byte[] json) {
        ByteBuf item = Unpooled.wrappedBuffer(json);
        if (json.length > WireLimits.COPY_BYTES) {
            handOver();
            write(StreamFrame.encodeItem(channel.alloc(), item));
            return;
        }
        ByteBuf out = room();
        StreamFrame.writeItem(out, item);
        if (out.readableBytes() >= FULL_BYTES) {
            handOver();
        }
    }

    /** Adds a whole frame; takes over its reference. */
    void frame(ByteBuf frame) {
        room().writeBytes(frame);
        frame.release();
    }

    /** Sends what was added. */
    void flush() {
        handOver();
        if (written) {
            written = false;
            channel.flush();
        }
    }

    /** Sends what was added, which must be something, and tells when all of it has left. */
    ChannelFuture flushLast() {
        ByteBuf last = room();
        collected = null;
        written = false;
        return channel.writeAndFlush(last);
    }

    /** Drops what was added and not handed to the channel. */
    void discard() {
        if (collected != null) {
            collected.release();
            collected = null;
        }
    }

    private ByteBuf room() {
        ByteBuf out = collected;
        if (out == null) {
            out = channel.alloc().ioBuffer(FIRST_BYTES);
            collected = out;
        }
        return out;
    }

    private void handOver() {
        if (collected != null) {
            ByteBuf full = collected;
            collected = null;
            write(full);
        }
    }

    private void write(ByteBuf bytes) {
        written = true;
        // A failed write closes the channel, and that is told on its own.
        channel.write(bytes, channel.voidPromise());
    }
}
