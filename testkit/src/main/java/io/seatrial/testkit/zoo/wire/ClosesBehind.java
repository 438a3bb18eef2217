package io.seatrial.testkit.zoo.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.function.Predicate;

/** Closes a channel as soon as a certain message is written, whatever the peer is sending. */
public final class ClosesBehind extends ChannelOutboundHandlerAdapter {

    private final Predicate<byte[]> last;

    /**
     * Creates a handler of one channel.
     *
     * @param last tells the message
     */
    public ClosesBehind(Predicate<byte[]> last) {
        this.last = last;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && last.test(ByteBufUtil.getBytes(bytes))) {
            context.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.write(message, promise);
        }
    }
}
