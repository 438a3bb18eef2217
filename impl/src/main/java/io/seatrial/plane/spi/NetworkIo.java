package io.seatrial.plane.spi;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * Everything a transport needs from the world: connections, time, threads, randomness (design.md, decision 8). In production these are
 * sockets and the system's clock; in simulation in-memory channels and virtual time, on one thread. The same transport classes run on
 * both, so they take nothing from anywhere else.
 *
 * <p>Addresses are IP and port on either network. Failures are those of the socket API: {@link java.net.BindException},
 * {@link java.net.ConnectException}, {@link io.netty.channel.ConnectTimeoutException}, {@link java.net.UnknownHostException}.
 */
public interface NetworkIo {

    /** Returns the time in nanoseconds, from an arbitrary origin. It never goes back. */
    long nanoTime();

    /** Returns the executor for timers and for work that does not block. */
    ScheduledExecutorService scheduler();

    /** Returns the executor for work that may block: handlers of users. */
    Executor blocking();

    /** Returns the source of randomness; safe for use from many threads. */
    RandomGenerator random();

    /**
     * Binds a listener. A failed accept for want of descriptors is retried after a pause that starts at 5 ms and doubles to 1 s
     * (dynamo-tcp.md 119).
     *
     * @param local the address; port 0 lets the network choose
     * @param initializer set up on each accepted channel; called once a channel
     * @param tuning the options of accepted channels
     */
    CompletionStage<Listener> listen(InetSocketAddress local, ChannelInitializer initializer, ChannelTuning tuning);

    /**
     * Opens a connection.
     *
     * @param remote where to; an unresolved host name is resolved
     * @param handler the first handler of the new channel
     */
    CompletionStage<Channel> connect(InetSocketAddress remote, ChannelHandler handler, ConnectOptions options);

    /** Sends the end of the stream after what was written before, if the network can; the other direction stays open. */
    void shutdownOutput(Channel channel);

    /** Returns the IP literal under which other machines reach this one, IPv6 in brackets; 127.0.0.1 if there is none. */
    String localHost();

    /** Sets up an accepted channel. */
    @FunctionalInterface
    interface ChannelInitializer {
        /** Adds the handlers. Runs on the channel's event loop. */
        void initialize(Channel channel);
    }
}
