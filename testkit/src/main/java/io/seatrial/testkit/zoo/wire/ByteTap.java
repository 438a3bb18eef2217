package io.seatrial.testkit.zoo.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.function.UnaryOperator;

/** Changes the bytes that a channel reads or writes, a read or a write at a time. */
public final class ByteTap extends ChannelDuplexHandler {

    private final UnaryOperator<byte[]> read;
    private final UnaryOperator<byte[]> written;

    private ByteTap(UnaryOperator<byte[]> read, UnaryOperator<byte[]> written) {
        this.read = read;
        this.written = written;
    }

    /** Returns a tap on what is read; an empty result is not passed on. */
    public static ByteTap reading(UnaryOperator<byte[]> change) {
        return new ByteTap(change, UnaryOperator.identity());
    }

    /** Returns a tap on what is written. */
    public static ByteTap writing(UnaryOperator<byte[]> change) {
        return new ByteTap(UnaryOperator.identity(), change);
    }

    /** Returns a tap on both. */
    public static ByteTap both(UnaryOperator<byte[]> read, UnaryOperator<byte[]> written) {
        return new ByteTap(read, written);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        byte[] changed = read.apply(taken(bytes));
        if (changed.length > 0) {
            context.fireChannelRead(context.alloc().buffer(changed.length).writeBytes(changed));
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            context.write(Unpooled.wrappedBuffer(written.apply(taken(bytes))), promise);
        } else {
            context.write(message, promise);
        }
    }

    private static byte[] taken(ByteBuf bytes) {
        try {
            return ByteBufUtil.getBytes(bytes);
        } finally {
            bytes.release();
        }
    }
}
