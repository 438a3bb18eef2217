package io.seatrial.wire;

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

    private static final JsonKey[] SHAPE = JsonFields.shape("address", "subject", "context", "stream_type");
    private static final byte[] OPEN = JsonWriter.piece("{\"address\":");
    private static final byte[] TO_SUBJECT = JsonWriter.piece(",\"subject\":");
    private static final byte[] TO_CONTEXT = JsonWriter.piece(",\"context\":");
    private static final byte[] TO_STREAM_TYPE = JsonWriter.piece(",\"stream_type\":");

    /** Creates the info. */
    public TcpStreamInfo {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(streamType, "streamType");
    }

    JsonWriter toJson() {
        return new JsonWriter(256)
                .raw(OPEN)
                .string(address)
                .raw(TO_SUBJECT)
                .string(subject)
                .raw(TO_CONTEXT)
                .string(context)
                .raw(TO_STREAM_TYPE)
                .string(streamType.label())
                .put('}');
    }

    static TcpStreamInfo decode(JsonScanner in) {
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
        in.finish();
        return new TcpStreamInfo(
                fields.required(address, 0),
                fields.required(subject, 1),
                fields.required(context, 2),
                fields.required(type, 3));
    }
}
