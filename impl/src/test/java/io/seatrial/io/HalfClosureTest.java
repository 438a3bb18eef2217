package io.seatrial.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A peer that has said all it had to say may still be told more than its socket buffers hold. */
class HalfClosureTest {

    private static final int ANSWER_BYTES = 64 * 1024 * 1024;
    private static final int BOUND_SECONDS = 30;

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** Answers the end of the peer's stream with a long stream of its own. */
    private final class Answering extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object read) {
            ((ByteBuf) read).release();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                Channel channel = context.channel();
                channel.eventLoop().schedule(() -> answer(context), 100, TimeUnit.MILLISECONDS);
            }
        }

        private void answer(ChannelHandlerContext context) {
            ByteBuf answer = context.alloc().buffer(ANSWER_BYTES).writeZero(ANSWER_BYTES);
            context.writeAndFlush(answer).addListener(done -> context.close());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failures.add(cause);
        }
    }

    @Test
    void shouldWriteMoreThanTheBuffersHoldToAPeerThatHasHalfClosed() throws Exception {
        SocketIo io = SocketIo.open(SocketTransport.best(), 1, "half", notice -> {});
        Listener listener = io.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        channel -> channel.pipeline().addLast(new Answering()),
                        ChannelTuning.NO_DELAY.halfClosing())
                .toCompletableFuture()
                .get(BOUND_SECONDS, TimeUnit.SECONDS);
        try (Socket caller = new Socket()) {
            caller.setSoTimeout(BOUND_SECONDS * 1000);
            caller.connect(listener.address());
            caller.getOutputStream().write(1);
            caller.shutdownOutput();
            assertThat(readToTheEnd(caller)).isEqualTo(ANSWER_BYTES);
            assertThat(failures).isEmpty();
        } finally {
            io.close().toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static long readToTheEnd(Socket caller) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        for (int read = caller.getInputStream().read(buffer);
                read >= 0;
                read = caller.getInputStream().read(buffer)) {
            total += read;
        }
        return total;
    }
}
