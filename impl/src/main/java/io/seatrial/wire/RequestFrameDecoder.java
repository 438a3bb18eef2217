package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the request frames of one connection, as the model's server does. It holds no bytes: it is shown the buffer in which the
 * connection collects them, as often as more have come. Not safe for use by several threads.
 */
public final class RequestFrameDecoder {

    /** A head up to this size is remembered, since requests of one connection often have the same. */
    private static final int MAX_REMEMBERED_BYTES = 1024;

    private final int maxFrameBytes;
    private @Nullable RequestHead last;

    /**
     * Creates a decoder.
     *
     * @param maxFrameBytes the largest whole frame accepted, all three lengths included
     */
    public RequestFrameDecoder(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Takes the next frame from a buffer. A path length out of bounds is refused as soon as its two bytes are there, a frame over the
     * limit as soon as its payload length is; nothing is allocated before.
     *
     * @param in consumed up to the frame's end if there is a whole frame, else left as it is
     * @return the frame, which owns a retained slice of {@code in}, or {@code null} if bytes are missing
     * @throws WireException if the frame is to be refused; the server sends its {@link WireException#ackText()} and closes
     */
    public @Nullable RequestFrame decode(ByteBuf in) {
        int readable = in.readableBytes();
        if (readable < 2) {
            return null;
        }
        int index = in.readerIndex();
        int pathBytes = in.getUnsignedShort(index);
        if (pathBytes == 0 || pathBytes > WireLimits.MAX_PATH_BYTES) {
            throw WireException.malformed(AckTexts.pathLengthRefused(pathBytes));
        }
        if (readable < 4 + pathBytes) {
            return null;
        }
        int headBytes = 4 + pathBytes + in.getUnsignedShort(index + 2 + pathBytes);
        int payloadIndex = headBytes + RequestFrameEncoder.PAYLOAD_LENGTH_BYTES;
        if (readable < payloadIndex) {
            return null;
        }
        long total = payloadIndex + in.getUnsignedInt(index + headBytes);
        if (total > maxFrameBytes) {
            throw WireException.tooLarge(AckTexts.messageRefused(total, maxFrameBytes));
        }
        if (readable < total) {
            return null;
        }
        RequestHead head = head(in, index, pathBytes, headBytes);
        int payloadBytes = (int) total - payloadIndex;
        in.skipBytes(payloadIndex);
        return new RequestFrame(head, payloadBytes == 0 ? Unpooled.EMPTY_BUFFER : in.readRetainedSlice(payloadBytes));
    }

    private RequestHead head(ByteBuf in, int index, int pathBytes, int headBytes) {
        RequestHead known = last;
        if (known != null && known.size() == headBytes && known.isAt(in, index)) {
            return known;
        }
        RequestHead head = RequestHead.read(in, index, pathBytes, headBytes);
        last = headBytes <= MAX_REMEMBERED_BYTES ? head : null;
        return head;
    }
}
