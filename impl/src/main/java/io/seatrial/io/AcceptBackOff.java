package io.seatrial.io;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.seatrial.plane.spi.Notices;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Pauses a listener that cannot accept, instead of letting it spin: 5 ms, doubling to 1 s, back to 5 ms after an accept
 * (dynamo-tcp.md 119). It warns once for each run of failures.
 */
final class AcceptBackOff extends ChannelInboundHandlerAdapter {

    static final long FIRST_PAUSE_MILLIS = 5;
    static final long LONGEST_PAUSE_MILLIS = 1000;

    private final Notices notices;
    private final LongAdder pauses;
    private long nextPauseMillis = FIRST_PAUSE_MILLIS;

    /**
     * Creates the back-off of one listener.
     *
     * @param pauses counts the pauses
     */
    AcceptBackOff(Notices notices, LongAdder pauses) {
        this.notices = notices;
        this.pauses = pauses;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        nextPauseMillis = FIRST_PAUSE_MILLIS;
        context.fireChannelRead(accepted);
    }

    /** Consumes the failure: Netty's own acceptor would add a fixed pause of a second. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ChannelConfig config = context.channel().config();
        if (!config.isAutoRead()) {
            return;
        }
        if (nextPauseMillis == FIRST_PAUSE_MILLIS) {
            notices.warn(
                    "Cannot accept connections, pausing. If descriptors ran out, raise the limit (ulimit -n)",
                    "address",
                    context.channel().localAddress(),
                    "cause",
                    cause);
        }
        pauses.increment();
        config.setAutoRead(false);
        context.executor().schedule(() -> config.setAutoRead(true), nextPauseMillis, TimeUnit.MILLISECONDS);
        nextPauseMillis = Math.min(LONGEST_PAUSE_MILLIS, nextPauseMillis * 2);
    }
}
