package io.seatrial.transport.tcp;

import io.netty.buffer.ByteBufUtil;
import io.seatrial.plane.PlaneException;
import io.seatrial.wire.RequestHead;
import io.seatrial.wire.WireLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an address means to a client.
 *
 * @param peer whom to connect to
 * @param path the routing path, or {@code null} if the caller gives it as a header
 * @param strict whether paths are refused that no server takes
 * @param plainHead path and headers of a request without headers of its own; {@code null} if there is no path to encode
 */
record Route(
        Peer peer,
        @Nullable String path,
        boolean strict,
        @Nullable RequestHead plainHead) {

    /** Creates a route. A path that cannot be encoded is refused when it is used. */
    static Route of(Peer peer, @Nullable String path, boolean strict) {
        if (path == null || ByteBufUtil.utf8Bytes(path) > WireLimits.MAX_PATH_BYTES || (strict && path.isEmpty())) {
            return new Route(peer, path, strict, null);
        }
        return new Route(peer, path, strict, RequestHead.route(path));
    }

    /**
     * Returns path and headers of a request. The path is repeated as the first header (dynamo-tcp.md 1.1).
     *
     * @throws PlaneException.InvalidRequest if there is no path, or if path or headers do not fit
     */
    RequestHead head(Map<String, String> headers) {
        if (headers.isEmpty() && plainHead != null) {
            return plainHead;
        }
        String routing = path == null ? headers.get(RequestHead.PATH_HEADER) : path;
        if (routing == null) {
            throw new PlaneException.InvalidRequest("Missing x-endpoint-path header for TCP request", null);
        }
        if (strict) {
            requireUsable(routing);
        }
        return RequestHead.route(routing, headers);
    }

    /** A server ends the connection for such a path, and with it the requests of others (dynamo-tcp.md 1.2). */
    private static void requireUsable(String path) {
        int bytes = ByteBufUtil.utf8Bytes(path);
        if (bytes == 0) {
            throw new PlaneException.InvalidRequest("Empty endpoint path in TCP request", null);
        }
        if (bytes > WireLimits.MAX_PATH_BYTES) {
            throw new PlaneException.InvalidRequest("Endpoint path too long: " + bytes + " bytes", null);
        }
    }
}
