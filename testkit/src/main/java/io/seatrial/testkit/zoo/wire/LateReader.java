package io.seatrial.testkit.zoo.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** Hands on what was read a moment later, and drops it if the peer has ended its side by then: work that hangs on its connection. */
public final class LateReader extends ChannelInboundHandlerAdapter {

    private static final int DELAY_MILLIS = 5;

    private boolean ended;

    /** Creates a reader. */
    public LateReader() {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        context.executor()
                .schedule(
                        () -> {
                            if (ended || !context.channel().isActive()) {
                                ReferenceCountUtil.release(message);
                            } else {
                                context.fireChannelRead(message);
                                context.fireChannelReadComplete();
                            }
                        },
                        DELAY_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        ended |= event instanceof ChannelInputShutdownEvent;
        context.fireUserEventTriggered(event);
    }
}
