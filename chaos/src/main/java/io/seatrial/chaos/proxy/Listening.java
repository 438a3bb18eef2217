package io.seatrial.chaos.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.seatrial.io.Futures;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bound port on the control loop. Whether it accepts can be switched without a gap in which it would refuse. */
final class Listening {

    private static final long PAUSE_AFTER_FAILURE_MILLIS = 100;

    private final Channel channel;
    private final Deafness deafness;
    private boolean accepting = true;

    private Listening(Channel channel, Deafness deafness) {
        this.channel = channel;
        this.deafness = deafness;
    }

    static CompletionStage<Listening> bind(
            EventLoop control, InetSocketAddress local, int backlog, Consumer<Channel> accepted) {
        Deafness deafness = new Deafness(control, backlog);
        AcceptHandler handler = new AcceptHandler(deafness, accepted);
        ChannelFuture bound = new Bootstrap()
                .group(control)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, backlog)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, oneByOne())
                .handler(handler)
                .bind(local);
        return Futures.of(bound).thenApply(done -> {
            Listening listening = new Listening(bound.channel(), deafness);
            handler.listening = listening;
            return listening;
        });
    }

    /** Accepts one connection at a time, so that a limit can stop before the next. */
    private static RecvByteBufAllocator oneByOne() {
        return new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(1);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    void accept(boolean accept) {
        accepting = accept;
        channel.config().setAutoRead(accepting && !deafness.isDeaf());
    }

    /** Keeps the queue of connections full, so that connects get no answer, or lets go of it. */
    CompletionStage<Void> deaf(boolean deaf) {
        if (deaf == deafness.isDeaf()) {
            return CompletableFuture.completedFuture(null);
        }
        if (deaf) {
            channel.config().setAutoRead(false);
            return deafness.begin(address());
        }
        deafness.end();
        accept(accepting);
        return CompletableFuture.completedFuture(null);
    }

    /** Completes when the port refuses: Java's selector lets go of a closed listener at its next turn, before a timer that is set now. */
    CompletionStage<Void> close() {
        deafness.end();
        CompletableFuture<Void> released = new CompletableFuture<>();
        channel.close()
                .addListener(
                        closed -> channel.eventLoop().schedule(() -> released.complete(null), 1, TimeUnit.NANOSECONDS));
        return released;
    }

    private static final class AcceptHandler extends ChannelInboundHandlerAdapter {
        private final Deafness deafness;
        private final Consumer<Channel> accepted;
        private @Nullable Listening listening;

        private AcceptHandler(Deafness deafness, Consumer<Channel> accepted) {
            this.deafness = deafness;
            this.accepted = accepted;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            Channel child = (Channel) message;
            if (deafness.isOwn(child)) {
                child.unsafe().closeForcibly();
            } else {
                accepted.accept(child);
            }
        }

        /** Descriptors have run out, most likely: without a pause the loop would spin. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            Listening paused = listening;
            if (paused != null) {
                context.channel().config().setAutoRead(false);
                context.executor()
                        .schedule(
                                () -> paused.accept(paused.accepting),
                                PAUSE_AFTER_FAILURE_MILLIS,
                                TimeUnit.MILLISECONDS);
            }
        }
    }
}
