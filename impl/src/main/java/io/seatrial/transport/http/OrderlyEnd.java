package io.seatrial.transport.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.seatrial.plane.spi.NetworkIo;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection after its last answer: sends that, says that no more will come, and reads until the peer says the same, within
 * {@link AcceptedConnection#END_BOUND}. On the channel's event loop.
 */
final class OrderlyEnd {

    private final Channel channel;
    private final NetworkIo io;
    private @Nullable ScheduledFuture<?> timer;
    private boolean inputEnded;
    private boolean written;

    OrderlyEnd(Channel channel, NetworkIo io) {
        this.channel = channel;
        this.io = io;
    }

    /** Begins, behind what was written. What comes from now on is for nobody. */
    void begin() {
        if (timer != null || !channel.isOpen()) {
            return;
        }
        timer = channel.eventLoop()
                .schedule((Runnable) channel::close, AcceptedConnection.END_BOUND.toMillis(), TimeUnit.MILLISECONDS);
        if (!inputEnded) {
            channel.config().setAutoRead(true);
        }
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFuture last) -> {
            written = true;
            if (last.isSuccess() && !inputEnded) {
                io.shutdownOutput(channel);
            } else {
                channel.close();
            }
        });
    }

    /** Hears that the peer sends no more. */
    void inputEnded() {
        inputEnded = true;
        if (written) {
            channel.close();
        }
    }

    /** Hears that the channel is closed. */
    void closed() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
