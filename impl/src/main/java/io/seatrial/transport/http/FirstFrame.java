package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Looks at the first bytes that a peer sends: who speaks HTTP/2 begins with a frame of settings. Then it leaves. */
final class FirstFrame extends ByteToMessageDecoder {

    private static final int TYPE_AT = 3;
    private static final int SETTINGS = 4;

    private final Runnable other;

    /**
     * Creates it for one connection.
     *
     * @param other runs when the peer speaks something else; the bytes are dropped
     */
    FirstFrame(Runnable other) {
        this.other = other;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() <= TYPE_AT) {
            return;
        }
        int start = in.readerIndex();
        if (in.getByte(start) == 0 && in.getByte(start + TYPE_AT) == SETTINGS) {
            context.pipeline().remove(this);
        } else {
            in.skipBytes(in.readableBytes());
            other.run();
        }
    }
}
