package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Feeds bytes to a decoder as a channel does: cut anywhere, collected by Netty's own cumulation. */
final class Segments {

    private Segments() {}

    /**
     * Returns all messages that a decoder finds.
     *
     * @param wire the bytes; released
     * @param sizes how they are cut, used in turn
     */
    static <T> List<T> decode(
            CountingAllocator allocator, ByteBuf wire, List<Integer> sizes, Function<ByteBuf, @Nullable T> decoder) {
        List<T> messages = new ArrayList<>();
        EmbeddedChannel channel = new EmbeddedChannel(new ByteToMessageDecoder() {
            @Override
            protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
                int readable = in.readableBytes();
                T message = decoder.apply(in);
                if (message != null) {
                    messages.add(message);
                    out.add(message);
                } else if (in.readableBytes() != readable) {
                    throw new AssertionError("consumed bytes without a message");
                }
            }
        });
        channel.config().setAllocator(allocator);
        for (int turn = 0; wire.isReadable(); turn++) {
            int size = Math.min(sizes.get(turn % sizes.size()), wire.readableBytes());
            channel.writeInbound(allocator.buffer(size).writeBytes(wire, size));
        }
        wire.release();
        // The messages are no buffers: what they hold stays with the caller.
        channel.finishAndReleaseAll();
        return messages;
    }
}
