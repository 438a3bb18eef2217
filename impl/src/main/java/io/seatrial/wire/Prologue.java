package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second message of a call-home: whether the worker could start (dynamo-tcp.md 1.5).
 *
 * @param error why not, or {@code null} if it could
 */
public record Prologue(@Nullable String error) {

    /** The worker could start. */
    public static final Prologue OK = new Prologue(null);

    private static final List<String> SHAPE = List.of("error");
    private static final byte[] OK_JSON = WireBuffers.utf8("{\"error\":null}");
    private static final ByteBuf OK_FRAME = TwoPartEncoder.constant(OK_JSON, new byte[0]);

    /** Returns the whole frame: header only. That of a success is a shared buffer, which need not be released, but may be. */
    public ByteBuf encode(ByteBufAllocator allocator) {
        if (error == null) {
            return OK_FRAME.duplicate();
        }
        String reason = error;
        return TwoPartEncoder.encodeHeader(
                allocator,
                JsonWriter.write(
                        out -> out.beginObject().key("error").string(reason).endObject()));
    }

    /**
     * Reads the header of a second message. A missing error and {@code null} are equal.
     *
     * @param header left as it is
     * @throws WireException if it is no prologue
     */
    public static Prologue decode(ByteBuf header) {
        if (WireBuffers.holds(header, OK_JSON)) {
            return OK;
        }
        return JsonReader.read(header, Prologue::read);
    }

    private static Prologue read(JsonReader in) {
        JsonFields fields = new JsonFields(in, SHAPE);
        @Nullable String error = null;
        while (fields.next() >= 0) {
            error = in.readOptionalString();
        }
        return new Prologue(error);
    }
}
