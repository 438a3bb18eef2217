package io.seatrial.chaos.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.seatrial.io.Futures;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Opens connections to servers. */
final class Connector {

    /** Bound on one attempt. */
    private static final int CONNECT_LIMIT_MILLIS = 30_000;

    /** The most that is read at once, and so the most that one delay is drawn for. */
    private static final int LARGEST_READ = 32 * 1024;

    private static final int FIRST_READ = 4096;
    private static final int SMALLEST_READ = 512;

    private final Resolver resolver;

    Connector(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Returns the options of the channels on both sides: nothing is read unasked, and half a connection may live on. */
    static Map<ChannelOption<?>, Object> channelOptions() {
        return Map.of(
                ChannelOption.AUTO_READ,
                false,
                ChannelOption.ALLOW_HALF_CLOSURE,
                true,
                ChannelOption.TCP_NODELAY,
                true,
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ));
    }

    /** Connects to the first address of a name that answers. Completes on the event loop. */
    CompletionStage<Channel> connect(EventLoop loop, String upstream) {
        return resolver.resolve(upstream).thenComposeAsync(addresses -> first(loop, addresses, 0), loop);
    }

    private static CompletionStage<Channel> first(EventLoop loop, List<InetSocketAddress> addresses, int at) {
        ChannelFuture connected = begin(loop, addresses.get(at));
        CompletableFuture<Channel> attempt = Futures.of(connected).thenApply(done -> connected.channel());
        if (at + 1 == addresses.size()) {
            return attempt;
        }
        return attempt.<CompletionStage<Channel>>handle((channel, failure) ->
                        failure == null ? CompletableFuture.completedFuture(channel) : first(loop, addresses, at + 1))
                .thenCompose(stage -> stage);
    }

    /** Begins to connect; the channel has no handlers of ours yet and reads nothing. */
    static ChannelFuture begin(EventLoop loop, InetSocketAddress address) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_LIMIT_MILLIS)
                .handler(new ChannelInboundHandlerAdapter());
        Channels.set(bootstrap, channelOptions());
        return bootstrap.connect(address);
    }
}
