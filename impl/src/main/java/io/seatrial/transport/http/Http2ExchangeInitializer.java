package io.seatrial.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/** Gives each stream that the peer opens its exchange. */
final class Http2ExchangeInitializer extends ChannelInitializer<Channel> {

    private final ServerScope scope;
    private final Http2Conversation conversation;

    Http2ExchangeInitializer(ServerScope scope, Http2Conversation conversation) {
        this.scope = scope;
        this.conversation = conversation;
    }

    @Override
    protected void initChannel(Channel stream) {
        stream.pipeline().addLast(new Http2Exchange(scope, conversation, stream));
    }
}
