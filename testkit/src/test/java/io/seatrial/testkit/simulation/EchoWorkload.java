package io.seatrial.testkit.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Callers send frames of random sizes at random times to an echo server, each checks its answers, and all close at the end. */
final class EchoWorkload {

    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final int MOST_BYTES = 3000;
    private static final int MOST_PAUSE_MICROS = 2000;

    private EchoWorkload() {}

    /** What came of a run. */
    record Result(String hash, Progress progress, List<WorldEvent> events) {}

    static Result run(long seed, int callers, int requests) throws ExecutionException {
        List<WorldEvent> events = new ArrayList<>();
        SimulatedWorld world = SimulatedWorld.open(seed);
        try (world) {
            world.observe(events::add);
            NetworkIo server = world.node("server");
            Listener listener = world.await(
                    server.listen(
                            new InetSocketAddress("127.0.0.1", 0),
                            channel -> channel.pipeline().addLast(framing(), new Echo()),
                            ChannelTuning.NO_DELAY),
                    BOUND);
            List<Caller> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                NetworkIo io = world.node("caller-" + i);
                Caller caller = new Caller(io, requests);
                all.add(caller);
                Channel channel = world.await(
                        io.connect(listener.address(), framing(), ConnectOptions.within(BOUND, ChannelTuning.NO_DELAY)),
                        BOUND);
                channel.pipeline().addLast(caller);
                caller.sendNext(channel);
            }
            world.runUntil(() -> all.stream().allMatch(caller -> caller.answered == requests), BOUND);
            world.await(listener.close(), BOUND);
        }
        return new Result(world.hashHex(), world.progress(), events);
    }

    private static ChannelInitializer<Channel> framing() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new LengthFieldBasedFrameDecoder(1 << 20, 0, 4, 0, 4));
                channel.pipeline().addLast(new LengthFieldPrepender(4));
            }
        };
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message);
        }
    }

    private static final class Caller extends ChannelInboundHandlerAdapter {
        private final NetworkIo io;
        private final int requests;
        private int sent;
        private int answered;

        Caller(NetworkIo io, int requests) {
            this.io = io;
            this.requests = requests;
        }

        /** Sends without waiting for answers, so that frames run into each other. */
        void sendNext(Channel channel) {
            if (sent == requests) {
                return;
            }
            int size = io.random().nextInt(MOST_BYTES);
            ByteBuf request = channel.alloc().buffer(4 + size).writeInt(sent++).writeZero(size);
            channel.writeAndFlush(request);
            io.scheduler()
                    .schedule(() -> sendNext(channel), io.random().nextInt(MOST_PAUSE_MICROS), TimeUnit.MICROSECONDS);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf answer = (ByteBuf) message;
            try {
                if (answer.readInt() != answered) {
                    throw new AssertionError("answers out of order");
                }
            } finally {
                answer.release();
            }
            answered++;
            if (answered == requests) {
                context.close();
            }
        }
    }
}
