package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a worker calls home over TCP (dynamo-tcp.md 1.4).
 *
 * @param address host and port of the caller's response server; see {@link CallHomeAddress}
 * @param subject the subject of the registered stream, used once
 * @param context the request's id
 * @param streamType which half of the call-home; for an answer {@link StreamType#RESPONSE}
 */
public record TcpStreamInfo(String address, String subject, String context, StreamType streamType) {

    private static final List<String> SHAPE = List.of("address", "subject", "context", "stream_type");

    /** Creates the info. */
    public TcpStreamInfo {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(streamType, "streamType");
    }

    byte[] toJson() {
        return JsonWriter.write(out -> out.beginObject()
                .key("address")
                .string(address)
                .key("subject")
                .string(subject)
                .key("context")
                .string(context)
                .key("stream_type")
                .string(streamType.label())
                .endObject());
    }

    static TcpStreamInfo decode(ByteBuf json) {
        return JsonReader.read(json, TcpStreamInfo::read);
    }

    private static TcpStreamInfo read(JsonReader in) {
        JsonFields fields = new JsonFields(in, SHAPE);
        @Nullable String address = null;
        @Nullable String subject = null;
        @Nullable String context = null;
        @Nullable StreamType type = null;
        for (int field = fields.next(); field >= 0; field = fields.next()) {
            switch (field) {
                case 0 -> address = in.readString();
                case 1 -> subject = in.readString();
                case 2 -> context = in.readString();
                default -> type = StreamType.parse(in.readString());
            }
        }
        return new TcpStreamInfo(
                fields.required(address, 0),
                fields.required(subject, 1),
                fields.required(context, 2),
                fields.required(type, 3));
    }
}
