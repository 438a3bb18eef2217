package io.seatrial.testkit.zoo.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a channel a time after it was opened, whatever happens on it. */
public final class ShortLived extends ChannelInboundHandlerAdapter {

    private final Duration life;

    /** Creates a handler of one channel. */
    public ShortLived(Duration life) {
        this.life = life;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.executor().schedule((Runnable) context::close, life.toMillis(), TimeUnit.MILLISECONDS);
        context.fireChannelActive();
    }
}
