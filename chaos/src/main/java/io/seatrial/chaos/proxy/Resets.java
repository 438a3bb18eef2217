package io.seatrial.chaos.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;

/** Real resets. */
final class Resets {

    private Resets() {}

    /** Closes a channel so that its peer gets a RST. */
    static void reset(Channel channel) {
        linger(channel);
        channel.close();
    }

    /** Makes the close that follows a reset. */
    static void linger(Channel channel) {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            // closed already: its peer has been told
        }
    }
}
