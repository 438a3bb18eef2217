package io.seatrial.testkit.simulation;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.util.NetUtil;
import io.seatrial.io.Futures;
import io.seatrial.io.OutputEnd;
import io.seatrial.io.SocketOptions;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/** One process of a world. */
final class SimulatedNode implements NetworkIo {

    private final String name;
    private final Host host;
    private final Fabric fabric;
    private final Channels channels;
    private final SeededRandom random;

    SimulatedNode(String name, Host host, Fabric fabric, Channels channels) {
        this.name = name;
        this.host = host;
        this.fabric = fabric;
        this.channels = channels;
        this.random = fabric.random("node/" + name);
    }

    String name() {
        return name;
    }

    Host host() {
        return host;
    }

    Fabric fabric() {
        return fabric;
    }

    Channels channels() {
        return channels;
    }

    @Override
    public long nanoTime() {
        fabric.loop().requireOwner();
        return fabric.nanoTime();
    }

    @Override
    public ScheduledExecutorService scheduler() {
        fabric.loop().requireOwner();
        return fabric.loop();
    }

    @Override
    public Executor blocking() {
        fabric.loop().requireOwner();
        return fabric.loop();
    }

    @Override
    public RandomGenerator random() {
        fabric.loop().requireOwner();
        return random;
    }

    @Override
    public CompletionStage<Listener> listen(
            InetSocketAddress local, ChannelInitializer initializer, ChannelTuning tuning) {
        fabric.loop().requireOwner();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(fabric.loop())
                .channelFactory(() -> new SimulatedServerChannel(this))
                .childHandler(new io.netty.channel.ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        initializer.initialize(channel);
                    }
                });
        SocketOptions.of(tuning).forEach(bootstrap::childOption);
        try {
            ChannelFuture bound = bootstrap.bind(resolved(local));
            return Futures.of(bound).thenApply(done -> new BoundListener(bound.channel()));
        } catch (UnknownHostException unknown) {
            return CompletableFuture.failedFuture(unknown);
        }
    }

    @Override
    public CompletionStage<Channel> connect(InetSocketAddress remote, ChannelHandler handler, ConnectOptions options) {
        fabric.loop().requireOwner();
        Bootstrap bootstrap = new Bootstrap()
                .group(options.near() == null ? fabric.loop() : options.near())
                .channelFactory(() -> new SimulatedChannel(this))
                .disableResolver()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(Integer.MAX_VALUE, options.timeout().toMillis()))
                .handler(handler);
        SocketOptions.of(options.tuning()).forEach(bootstrap::option);
        try {
            ChannelFuture connected = bootstrap.connect(routable(resolved(remote)));
            return Futures.of(connected).thenApply(done -> connected.channel());
        } catch (UnknownHostException unknown) {
            return CompletableFuture.failedFuture(unknown);
        }
    }

    @Override
    public void shutdownOutput(Channel channel) {
        OutputEnd.afterWrites(channel);
    }

    @Override
    public String localHost() {
        return NetUtil.toAddressString(host.address());
    }

    /** Resolves what needs no name service: literals and {@code localhost}. */
    private static InetSocketAddress resolved(InetSocketAddress address) throws UnknownHostException {
        if (!address.isUnresolved()) {
            return address;
        }
        String text = address.getHostString();
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(text.equals("localhost") ? "127.0.0.1" : text);
        if (literal == null) {
            throw new UnknownHostException(text + ": Name or service not known");
        }
        return new InetSocketAddress(InetAddress.getByAddress(literal), address.getPort());
    }

    /** A connection to the wildcard address is one to this machine, as on Linux. */
    private static InetSocketAddress routable(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(NetUtil.LOCALHOST4, address.getPort())
                : address;
    }

    private record BoundListener(Channel channel) implements Listener {
        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) channel.localAddress();
        }

        @Override
        public CompletionStage<Void> close() {
            return Futures.of(channel.close()).thenApply(done -> null);
        }
    }
}
