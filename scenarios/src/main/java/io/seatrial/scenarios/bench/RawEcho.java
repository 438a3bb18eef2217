package io.seatrial.scenarios.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.seatrial.io.SocketIo;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The floor: frames behind a length, sent back as they are by bare Netty handlers on the same sockets, with one flush for each batch that was
 * read. No routing, no futures, no time-outs.
 */
final class RawEcho implements Load {

    private static final int LENGTH_BYTES = 4;
    private static final int LARGEST_FRAME = 1 << 20;

    private final SocketIo server = SocketIo.open("bench-echo");
    private final SocketIo client = SocketIo.open("bench-raw");
    private final int inFlight;
    private final int payloadBytes;
    private final AtomicLong echoes = new AtomicLong();
    private final Listener listener;
    private volatile boolean stopping;
    private volatile CountDownLatch idle = new CountDownLatch(0);
    private final Channel connection;

    RawEcho(int inFlight, int payloadBytes) {
        this.inFlight = inFlight;
        this.payloadBytes = payloadBytes;
        this.listener = Bench.join(server.listen(
                new InetSocketAddress("127.0.0.1", 0),
                channel -> channel.pipeline().addLast(frames(), new EchoHandler()),
                ChannelTuning.NO_DELAY));
        this.connection = Bench.join(client.connect(
                listener.address(),
                new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(frames(), new Again());
                    }
                },
                ConnectOptions.within(Duration.ofSeconds(5), ChannelTuning.NO_DELAY)));
    }

    private static LengthFieldBasedFrameDecoder frames() {
        return new LengthFieldBasedFrameDecoder(LARGEST_FRAME, 0, LENGTH_BYTES);
    }

    @Override
    public double run(Duration span) {
        stopping = false;
        idle = new CountDownLatch(inFlight);
        long before = echoes.get();
        long start = client.nanoTime();
        for (int i = 0; i < inFlight; i++) {
            ByteBuf frame = connection.alloc().directBuffer(LENGTH_BYTES + payloadBytes);
            connection.write(frame.writeInt(payloadBytes).writeZero(payloadBytes));
        }
        connection.flush();
        Bench.pause(span);
        double rate = (echoes.get() - before) / ((client.nanoTime() - start) / 1e9);
        stopping = true;
        Bench.await(idle);
        return rate;
    }

    @Override
    public void close() {
        Bench.join(client.close());
        Bench.join(listener.close());
        Bench.join(server.close());
    }

    private final class Again extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            echoes.lazySet(echoes.get() + 1); // by one event loop only
            if (stopping) {
                ((ByteBuf) frame).release();
                idle.countDown();
            } else {
                context.write(frame);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }
}
