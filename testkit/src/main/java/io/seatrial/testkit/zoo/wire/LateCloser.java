package io.seatrial.testkit.zoo.wire;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a channel on which an answer is still to come a time after it is asked to: who keeps a descriptor for what may never come. */
public final class LateCloser extends ChannelDuplexHandler {

    private final Duration later;
    private boolean asked;

    /** Creates a handler of one channel. */
    public LateCloser(Duration later) {
        this.later = later;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        asked = true;
        context.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        asked = false;
        context.fireChannelRead(message);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (asked) {
            context.executor()
                    .schedule((Runnable) () -> context.close(promise), later.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            context.close(promise);
        }
    }
}
