package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a body-only message of a response stream carries: an item, the mark that the answer is complete, or both (dynamo-tcp.md 1.5).
 * Whoever holds it owns one reference of the item.
 *
 * @param data the item's JSON, or {@code null} if there is none
 * @param completeFinal whether the answer is complete
 */
public record StreamFrame(@Nullable ByteBuf data, boolean completeFinal) {

    /** The answer is complete. */
    public static final StreamFrame FINAL = new StreamFrame(null, true);

    private static final List<String> SHAPE = List.of("data", "complete_final");
    private static final byte[] FINAL_JSON = WireBuffers.utf8("{\"complete_final\":true}");
    private static final byte[] OPEN = WireBuffers.utf8("{\"data\":");
    private static final byte[] CLOSE = WireBuffers.utf8(",\"complete_final\":false}");
    private static final ByteBuf CLOSE_BUFFER = WireBuffers.constant(CLOSE);
    private static final ByteBuf FINAL_FRAME = TwoPartEncoder.constant(new byte[0], FINAL_JSON);

    /** Returns the whole final frame: a shared buffer that nobody needs to release. */
    public static ByteBuf finalFrame() {
        return FINAL_FRAME.duplicate();
    }

    /**
     * Encodes the whole frame of one item. An item above {@link WireLimits#COPY_BYTES} is not copied.
     *
     * @param item JSON, which is sent as it is; the encoder takes over its reference
     */
    public static ByteBuf encodeItem(ByteBufAllocator allocator, ByteBuf item) {
        int size = item.readableBytes();
        int copied = size <= WireLimits.COPY_BYTES ? size + CLOSE.length : 0;
        ByteBuf head = allocator.ioBuffer(TwoPartEncoder.HEAD_BYTES + OPEN.length + copied);
        writeHead(head, size);
        return WireBuffers.append(allocator, WireBuffers.append(allocator, head, item), CLOSE_BUFFER.duplicate());
    }

    /**
     * Writes the whole frame of one item to the end of a buffer, for a sender that collects small frames in one.
     *
     * @param item JSON, which is sent as it is; left to the caller
     */
    public static void writeItem(ByteBuf out, ByteBuf item) {
        int size = item.readableBytes();
        out.ensureWritable(TwoPartEncoder.HEAD_BYTES + OPEN.length + size + CLOSE.length);
        writeHead(out, size);
        out.writeBytes(item, item.readerIndex(), size).writeBytes(CLOSE);
    }

    /**
     * Reads the body of a message. The whole text is checked, the item is not taken apart. A missing item and {@code null} are equal.
     *
     * @param body left as it is; the item is a retained slice of it
     * @throws WireException if it is no such frame
     */
    public static StreamFrame decode(ByteBuf body) {
        if (WireBuffers.holds(body, FINAL_JSON)) {
            return FINAL;
        }
        StreamFrame frame = JsonReader.read(body, StreamFrame::read);
        if (frame.data != null) {
            frame.data.retain();
        }
        return frame;
    }

    private static StreamFrame read(JsonReader in) {
        JsonFields fields = new JsonFields(in, SHAPE);
        @Nullable ByteBuf data = null;
        @Nullable Boolean completeFinal = null;
        for (int field = fields.next(); field >= 0; field = fields.next()) {
            switch (field) {
                case 0 -> data = in.readRaw();
                default -> completeFinal = in.readBoolean();
            }
        }
        return new StreamFrame(data, fields.required(completeFinal, 1));
    }

    /** Releases the item if there is one. */
    public void release() {
        if (data != null) {
            data.release();
        }
    }

    private static void writeHead(ByteBuf out, int itemBytes) {
        TwoPartEncoder.writeHead(out, 0, (long) OPEN.length + itemBytes + CLOSE.length);
        out.writeBytes(OPEN);
    }
}
