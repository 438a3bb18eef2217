package io.seatrial.chaos.proxy.api;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.seatrial.chaos.fault.Draws;
import io.seatrial.chaos.proxy.Proxy;
import io.seatrial.chaos.proxy.ProxyServer;
import io.seatrial.io.Futures;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Serves Toxiproxy's API for a proxy server, on its control loop. */
public final class ApiServer {

    /** The largest body. */
    private static final int MAX_BODY_BYTES = 16 << 20;

    /** A client that sends nothing for so long is let go, as the real server does. */
    private static final int IDLE_SECONDS = 60;

    private static final String ID_DIGITS = "0123456789abcdefghijklmnopqrstuv";
    private static final int ID_LENGTH = 20;

    private final Channel listener;
    private final ChannelGroup clients;

    private ApiServer(Channel listener, ChannelGroup clients) {
        this.listener = listener;
        this.clients = clients;
    }

    /**
     * Serves the API.
     *
     * @param server whose proxies it is about; it is not closed with the API
     * @param address where
     */
    public static CompletionStage<ApiServer> open(ProxyServer server, InetSocketAddress address, ApiOptions options) {
        Dispatcher dispatcher = new Dispatcher(server, options);
        Draws draws = Draws.of(server.options().seed(), "request ids");
        ChannelGroup clients = new DefaultChannelGroup(server.control(), true);
        ChannelFuture bound = new ServerBootstrap()
                .group(server.control())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        clients.add(channel);
                        channel.pipeline()
                                .addLast(new ReadTimeoutHandler(IDLE_SECONDS))
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpServerExpectContinueHandler())
                                .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                                .addLast(new ApiHandler(dispatcher, () -> requestId(draws)));
                    }
                })
                .bind(address);
        return Futures.of(bound).thenApply(done -> new ApiServer(bound.channel(), clients));
    }

    private static String requestId(Draws draws) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_DIGITS.charAt((int) draws.below(ID_DIGITS.length())));
        }
        return id.toString();
    }

    /**
     * Makes the proxies of a configuration, which is what a client would send to {@code /populate}.
     *
     * @param json UTF-8
     * @return the proxies; fails with what is wrong with the first that cannot be made
     */
    public static CompletionStage<List<Proxy>> populate(ProxyServer server, byte[] json) {
        List<Proxy> made = new ArrayList<>();
        return new Population(server).make(json, made).thenApply(done -> List.copyOf(made));
    }

    /** Returns where it is served. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Stops serving. What was answered has been sent. */
    public CompletionStage<Void> close() {
        return Futures.of(listener.close()).thenCompose(closed -> Futures.of(clients.close()));
    }
}
