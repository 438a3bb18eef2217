package io.seatrial.testkit.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;

/** Notes how many bytes each read of a channel gave. */
final class ReadSizes extends ChannelInboundHandlerAdapter {

    private final List<Integer> sizes;

    ReadSizes(List<Integer> sizes) {
        this.sizes = sizes;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        sizes.add(((ByteBuf) message).readableBytes());
        context.fireChannelRead(message);
    }
}
