package io.seatrial.testkit.zoo.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A way to a NATS server that listens on the loopback interface and has a tap on each connection. If one end goes, so does the other. */
final class NatsLine {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final NetworkIo io;
    private final InetSocketAddress server;
    private final Supplier<? extends NatsTap> taps;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Listener listener;

    private NatsLine(NetworkIo io, InetSocketAddress server, Supplier<? extends NatsTap> taps) {
        this.io = io;
        this.server = server;
        this.taps = taps;
    }

    /** Begins to listen. */
    static CompletionStage<NatsLine> open(NetworkIo io, InetSocketAddress server, Supplier<? extends NatsTap> taps) {
        NatsLine line = new NatsLine(io, server, taps);
        return io.listen(ANY_PORT, line::accepted, ChannelTuning.NO_DELAY).thenApply(bound -> {
            line.listener = bound;
            return line;
        });
    }

    /** Returns the port that it listens on. */
    int port() {
        Listener bound = listener;
        return bound == null ? 0 : bound.address().getPort();
    }

    private void accepted(Channel plane) {
        track(plane);
        plane.config().setAutoRead(false); // until there is somebody to pass it on to
        NatsTap tap = taps.get();
        ConnectOptions near = new ConnectOptions(CONNECT, ChannelTuning.NO_DELAY, plane.eventLoop());
        io.connect(server, passing(tap::toPlane, plane), near).whenComplete((connected, failure) -> {
            if (failure != null) {
                plane.close();
                return;
            }
            track(connected);
            plane.pipeline().addLast(passing(tap::toServer, connected));
            plane.closeFuture().addListener(closed -> connected.close());
            plane.config().setAutoRead(true);
        });
    }

    private void track(Channel channel) {
        open.add(channel);
        channel.closeFuture().addListener(closed -> open.remove(channel));
    }

    private static ChannelHandler passing(Function<NatsFrame, List<NatsFrame>> change, Channel to) {
        UnaryOperator<byte[]> frames = NatsFrames.each(change);
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(ByteTap.reading(frames), new Passing(to));
            }
        };
    }

    /** Passes on what comes, and the end of it. */
    private static final class Passing extends ChannelInboundHandlerAdapter {
        private final Channel to;

        Passing(Channel to) {
            this.to = to;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            to.writeAndFlush(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            to.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.channel().close();
        }
    }

    /** Listens no more and ends its connections. */
    CompletionStage<Void> close() {
        Listener bound = listener;
        CompletionStage<Void> unbound = bound == null ? CompletableFuture.completedFuture(null) : bound.close();
        return unbound.thenCompose(done ->
                CompletableFuture.allOf(open.stream().map(NatsLine::closed).toArray(CompletableFuture[]::new)));
    }

    private static CompletableFuture<Void> closed(Channel channel) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        channel.close().addListener((ChannelFutureListener) done -> closed.complete(null));
        return closed;
    }
}
