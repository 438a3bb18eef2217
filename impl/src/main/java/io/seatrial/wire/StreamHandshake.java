package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first message of a call-home: which stream the connection is for (dynamo-tcp.md 1.5).
 *
 * @param subject the subject under which the caller registered the stream
 * @param streamType which half of it
 */
public record StreamHandshake(String subject, StreamType streamType) {

    private static final List<String> SHAPE = List.of("subject", "stream_type");

    /** Creates a handshake. */
    public StreamHandshake {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(streamType, "streamType");
    }

    /** Returns the whole frame: header only. */
    public ByteBuf encode(ByteBufAllocator allocator) {
        return TwoPartEncoder.encodeHeader(
                allocator,
                JsonWriter.write(out -> out.beginObject()
                        .key("subject")
                        .string(subject)
                        .key("stream_type")
                        .string(streamType.label())
                        .endObject()));
    }

    /**
     * Reads the header of a first message.
     *
     * @param header left as it is
     * @throws WireException if it is no handshake
     */
    public static StreamHandshake decode(ByteBuf header) {
        return JsonReader.read(header, StreamHandshake::read);
    }

    private static StreamHandshake read(JsonReader in) {
        JsonFields fields = new JsonFields(in, SHAPE);
        @Nullable String subject = null;
        @Nullable StreamType type = null;
        for (int field = fields.next(); field >= 0; field = fields.next()) {
            switch (field) {
                case 0 -> subject = in.readString();
                default -> type = StreamType.parse(in.readString());
            }
        }
        return new StreamHandshake(fields.required(subject, 0), fields.required(type, 1));
    }
}
