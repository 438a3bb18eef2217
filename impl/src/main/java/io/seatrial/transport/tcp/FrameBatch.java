package io.seatrial.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.seatrial.wire.RequestFrameEncoder;
import io.seatrial.wire.WireLimits;

/**
 * Encodes requests that are written together. Heads and small payloads share one buffer; a payload above {@link WireLimits#COPY_BYTES} is
 * written as it is, between slices of that buffer.
 */
final class FrameBatch {

    private final ChannelHandlerContext context;
    private final RequestFrameEncoder encoder;
    private final ByteBuf copied;

    /**
     * Creates a batch.
     *
     * @param copiedBytes the sum of {@link #copiedBytes} over the requests
     */
    FrameBatch(ChannelHandlerContext context, RequestFrameEncoder encoder, int copiedBytes) {
        this.context = context;
        this.encoder = encoder;
        this.copied = context.alloc().ioBuffer(copiedBytes);
    }

    /** Returns the room that a request needs in the shared buffer. */
    static int copiedBytes(PendingRequest request) {
        int payload = request.payloadBytes();
        return request.head().size() + RequestFrameEncoder.PAYLOAD_LENGTH_BYTES + (isCopied(payload) ? payload : 0);
    }

    /** Adds a request, unless its payload was taken before. */
    void add(PendingRequest request) {
        ByteBuf payload = request.takePayload();
        if (payload == null) {
            return;
        }
        int size = payload.readableBytes();
        encoder.writeHead(copied, request.head(), size);
        if (isCopied(size)) {
            copied.writeBytes(payload, payload.readerIndex(), size);
            payload.release();
        } else {
            context.write(copied.readRetainedSlice(copied.readableBytes()));
            context.write(payload);
        }
    }

    /**
     * Sends everything off. If any write fails the channel is broken, and so is the last write.
     *
     * @param last hears of the last write
     */
    void flush(ChannelFutureListener last) {
        context.write(copied).addListener(last);
        context.flush();
    }

    /** Drops what was not flushed. */
    void discard() {
        copied.release();
    }

    private static boolean isCopied(int payloadBytes) {
        return payloadBytes <= WireLimits.COPY_BYTES;
    }
}
