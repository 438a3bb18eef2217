package io.seatrial.testkit.zoo.wire;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;

/** Writes a moment later, as a task of its own does that takes answers from a queue, and is ended with the peer's side. */
public final class LateWriter extends ChannelDuplexHandler {

    private static final int DELAY_MILLIS = 5;

    /** Creates a writer. */
    public LateWriter() {}

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        context.executor()
                .schedule(
                        () -> {
                            if (context.channel().isActive()) {
                                context.writeAndFlush(message, promise);
                            } else {
                                ReferenceCountUtil.release(message);
                                promise.tryFailure(new ClosedChannelException());
                            }
                        },
                        DELAY_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }
}
