package io.seatrial.io;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

/** The end of what a connection sends. */
public final class OutputEnd {

    private OutputEnd() {}

    /**
     * Sends the end of the stream behind everything that was written, also what still waits for room: Netty's own {@code shutdownOutput}
     * fails that. Does nothing if the channel has no direction of its own to end.
     */
    public static void afterWrites(Channel channel) {
        if (channel instanceof DuplexChannel duplex) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> duplex.shutdownOutput());
        }
    }
}
