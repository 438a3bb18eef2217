package io.seatrial.wire;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a worker reaches the caller's response plane (dynamo-tcp.md 1.4).
 *
 * @param transport the name of the response transport; {@value #TCP_SERVER} for the only one of 1.0.x
 * @param info what that transport needs; for TCP the JSON text of a {@link TcpStreamInfo}
 */
public record ConnectionInfo(String transport, String info) {

    /** The transport of call-home streams over TCP. */
    public static final String TCP_SERVER = "tcp_server";

    private static final List<String> SHAPE = List.of("transport", "info");

    /** Creates the info. */
    public ConnectionInfo {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(info, "info");
    }

    /** Returns the info of a call-home over TCP. */
    public static ConnectionInfo of(TcpStreamInfo stream) {
        return new ConnectionInfo(TCP_SERVER, new String(stream.toJson(), StandardCharsets.UTF_8));
    }

    /** Returns whether {@link #transport} is {@value #TCP_SERVER}. */
    public boolean isTcp() {
        return transport.equals(TCP_SERVER);
    }

    /**
     * Reads {@link #info}; only for {@value #TCP_SERVER}.
     *
     * @throws WireException if it is no {@link TcpStreamInfo}
     */
    public TcpStreamInfo tcpStream() {
        return TcpStreamInfo.decode(Unpooled.wrappedBuffer(info.getBytes(StandardCharsets.UTF_8)));
    }

    void write(JsonWriter out) {
        out.beginObject()
                .key("transport")
                .string(transport)
                .key("info")
                .string(info)
                .endObject();
    }

    static ConnectionInfo read(JsonReader in) {
        JsonFields fields = new JsonFields(in, SHAPE);
        @Nullable String transport = null;
        @Nullable String info = null;
        for (int field = fields.next(); field >= 0; field = fields.next()) {
            switch (field) {
                case 0 -> transport = in.readString();
                default -> info = in.readString();
            }
        }
        return new ConnectionInfo(fields.required(transport, 0), fields.required(info, 1));
    }
}
