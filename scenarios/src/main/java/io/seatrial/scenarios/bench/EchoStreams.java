package io.seatrial.scenarios.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.seatrial.io.SocketIo;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** Connections to an echo, on each of which so many bytes are always under way: what comes back is sent again. Its figure is bytes a second. */
final class EchoStreams implements Load {

    private final SocketIo io = SocketIo.open("bench-streams");
    private final int inFlight;
    private final LongAdder received = new LongAdder();
    private final List<Channel> connections = new ArrayList<>();
    private volatile boolean stopping;
    private volatile CountDownLatch idle = new CountDownLatch(0);

    /**
     * Connects.
     *
     * @param inFlight bytes under way on each connection
     */
    EchoStreams(InetSocketAddress echo, int connections, int inFlight) {
        this.inFlight = inFlight;
        ConnectOptions options = ConnectOptions.within(Duration.ofSeconds(5), ChannelTuning.NO_DELAY);
        for (int i = 0; i < connections; i++) {
            this.connections.add(Bench.join(io.connect(
                    echo,
                    new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(new Again());
                        }
                    },
                    options)));
        }
    }

    @Override
    public double run(Duration span) {
        stopping = false;
        idle = new CountDownLatch(connections.size());
        long before = received.sum();
        long start = io.nanoTime();
        for (Channel connection : connections) {
            connection.writeAndFlush(connection.alloc().directBuffer(inFlight).writeZero(inFlight));
        }
        Bench.pause(span);
        double rate = (received.sum() - before) / ((io.nanoTime() - start) / 1e9);
        stopping = true;
        Bench.await(idle);
        return rate;
    }

    @Override
    public void close() {
        Bench.join(io.close());
    }

    private final class Again extends ChannelInboundHandlerAdapter {
        private int returned;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf data = (ByteBuf) message;
            received.add(data.readableBytes());
            if (!stopping) {
                context.write(data);
                return;
            }
            returned += data.readableBytes();
            data.release();
            if (returned == inFlight) {
                returned = 0;
                idle.countDown();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }
}
