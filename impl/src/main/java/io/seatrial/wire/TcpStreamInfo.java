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

    private static final JsonKey ADDRESS = new JsonKey("address");
    private static final JsonKey SUBJECT = new JsonKey("subject");
    private static final JsonKey CONTEXT = new JsonKey("context");
    private static final JsonKey STREAM_TYPE = new JsonKey("stream_type");
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
        @Nullable String address = null;
        @Nullable String subject = null;
        @Nullable String context = null;
        @Nullable StreamType type = null;
        int seen = 0;
        in.beginObject();
        while (in.nextKey()) {
            if (in.keyIs(ADDRESS)) {
                seen = in.once(seen, 1, ADDRESS);
                address = in.readString();
            } else if (in.keyIs(SUBJECT)) {
                seen = in.once(seen, 2, SUBJECT);
                subject = in.readString();
            } else if (in.keyIs(CONTEXT)) {
                seen = in.once(seen, 4, CONTEXT);
                context = in.readString();
            } else if (in.keyIs(STREAM_TYPE)) {
                seen = in.once(seen, 8, STREAM_TYPE);
                type = StreamType.parse(in.readString());
            } else {
                in.skipValue();
            }
        }
        in.finish();
        return new TcpStreamInfo(
                in.required(address, ADDRESS),
                in.required(subject, SUBJECT),
                in.required(context, CONTEXT),
                in.required(type, STREAM_TYPE));
    }
}
