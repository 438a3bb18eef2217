package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The header of a request's payload: what the worker must know besides the request itself (dynamo-tcp.md 1.4).
 *
 * @param id the request's id, unique among those in flight at one endpoint
 * @param requestType how many items the caller sends
 * @param responseType how many it expects
 * @param connectionInfo how the worker calls home
 */
public record RequestControl(
        String id, RequestType requestType, ResponseType responseType, ConnectionInfo connectionInfo) {

    private static final List<String> SHAPE = List.of("id", "request_type", "response_type", "connection_info");

    /** Creates a control message. */
    public RequestControl {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(requestType, "requestType");
        Objects.requireNonNull(responseType, "responseType");
        Objects.requireNonNull(connectionInfo, "connectionInfo");
    }

    /** Returns the control message that clients of 1.0.x send: one request, a stream of answers. */
    public static RequestControl unary(String id, ConnectionInfo connectionInfo) {
        return new RequestControl(id, RequestType.SINGLE_IN, ResponseType.MANY_OUT, connectionInfo);
    }

    byte[] toJson() {
        return JsonWriter.write(this::write);
    }

    private void write(JsonWriter out) {
        out.beginObject()
                .key("id")
                .string(id)
                .key("request_type")
                .string(requestType.label())
                .key("response_type")
                .string(responseType.label())
                .key("connection_info");
        connectionInfo.write(out);
        out.endObject();
    }

    /**
     * Reads a control message.
     *
     * @param json left as it is
     * @throws WireException if it is none
     */
    public static RequestControl decode(ByteBuf json) {
        return JsonReader.read(json, RequestControl::read);
    }

    private static RequestControl read(JsonReader in) {
        JsonFields fields = new JsonFields(in, SHAPE);
        @Nullable String id = null;
        @Nullable RequestType requestType = null;
        @Nullable ResponseType responseType = null;
        @Nullable ConnectionInfo connectionInfo = null;
        for (int field = fields.next(); field >= 0; field = fields.next()) {
            switch (field) {
                case 0 -> id = in.readString();
                case 1 -> requestType = RequestType.parse(in.readString());
                case 2 -> responseType = ResponseType.parse(in.readString());
                default -> connectionInfo = ConnectionInfo.read(in);
            }
        }
        return new RequestControl(
                fields.required(id, 0),
                fields.required(requestType, 1),
                fields.required(responseType, 2),
                fields.required(connectionInfo, 3));
    }
}
