package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first message of a call-home: which stream the connection is for (dynamo-tcp.md 1.5).
 *
 * @param subject the subject under which the caller registered the stream
 * @param streamType which half of it
 */
public record StreamHandshake(String subject, StreamType streamType) {

    private static final JsonKey SUBJECT = new JsonKey("subject");
    private static final JsonKey STREAM_TYPE = new JsonKey("stream_type");
    private static final byte[] OPEN = JsonWriter.piece("{\"subject\":");
    private static final byte[] TYPE = JsonWriter.piece(",\"stream_type\":");

    /** Creates a handshake. */
    public StreamHandshake {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(streamType, "streamType");
    }

    /** Returns the whole frame: header only. */
    public ByteBuf encode(ByteBufAllocator allocator) {
        JsonWriter json = new JsonWriter(96)
                .raw(OPEN)
                .string(subject)
                .raw(TYPE)
                .string(streamType.label())
                .put('}');
        return TwoPartEncoder.encodeHeader(allocator, json);
    }

    /**
     * Reads the header of a first message.
     *
     * @param header left as it is
     * @throws WireException if it is no handshake
     */
    public static StreamHandshake decode(ByteBuf header) {
        JsonScanner in = new JsonScanner(header);
        @Nullable String subject = null;
        @Nullable StreamType type = null;
        int seen = 0;
        in.beginObject();
        while (in.nextKey()) {
            if (in.keyIs(SUBJECT)) {
                seen = in.once(seen, 1, SUBJECT);
                subject = in.readString();
            } else if (in.keyIs(STREAM_TYPE)) {
                seen = in.once(seen, 2, STREAM_TYPE);
                type = StreamType.parse(in.readString());
            } else {
                in.skipValue();
            }
        }
        in.finish();
        return new StreamHandshake(in.required(subject, SUBJECT), in.required(type, STREAM_TYPE));
    }
}
