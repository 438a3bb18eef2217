package io.seatrial.testkit.network;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What a network does before the first case, so that this case is not blamed for what the JVM does only once. */
public final class Preparation {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private Preparation() {}

    /** Carries one connection: the first one makes the JDK and Netty open descriptors that they keep. */
    public static void carryOneConnection(Network network) {
        Host host = network.openHost("prepare", Notices.log());
        NetworkIo io = host.io();
        InetSocketAddress local = new InetSocketAddress("127.0.0.1", 0);
        ConnectOptions options = ConnectOptions.within(BOUND, ChannelTuning.NO_DELAY);
        CompletableFuture<Channel> accepted = new CompletableFuture<>();
        network.await(
                io.listen(local, accepted::complete, ChannelTuning.NO_DELAY)
                        .thenCompose(
                                listener -> io.connect(listener.address(), new ChannelInboundHandlerAdapter(), options)
                                        .thenCompose(channel -> accepted)
                                        .thenCompose(channel -> listener.close())),
                BOUND);
        network.await(host.close(), BOUND);
    }
}
