package io.seatrial.chaos.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.Map;

/** Sets options whose types are not known one by one. */
final class Channels {

    private Channels() {}

    @SuppressWarnings("unchecked")
    static void set(Bootstrap bootstrap, Map<ChannelOption<?>, Object> options) {
        options.forEach((option, value) -> bootstrap.option((ChannelOption<Object>) option, value));
    }

    @SuppressWarnings("unchecked")
    static void set(Channel channel, Map<ChannelOption<?>, Object> options) {
        options.forEach((option, value) -> channel.config().setOption((ChannelOption<Object>) option, value));
    }
}
