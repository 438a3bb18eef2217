package io.seatrial.testkit.zoo.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Asks for more after each read, whether or not anybody wants it. */
public final class ReadsOn extends ChannelInboundHandlerAdapter {

    /** Creates a handler of one channel. */
    public ReadsOn() {}

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        context.read();
    }
}
