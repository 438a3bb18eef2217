package io.seatrial.testkit.zoo.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a channel a time after it is asked to: what keeps a descriptor for something that may still come. */
public final class LateCloser extends ChannelOutboundHandlerAdapter {

    private final Duration later;

    /** Creates a handler of one channel. */
    public LateCloser(Duration later) {
        this.later = later;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        context.executor().schedule((Runnable) () -> context.close(promise), later.toMillis(), TimeUnit.MILLISECONDS);
    }
}
