package io.seatrial.wire;

import io.seatrial.plane.PlaneException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The published address of an instance on the TCP plane: {@code [tcp://]<ip>:<port>[/<path>]} (dynamo-tcp.md 4.1 and 4.2).
 *
 * @param socket where to connect to; always resolved, since host names are not accepted
 * @param path the routing path, kept verbatim: {@code null} without a slash, empty if nothing follows it
 */
public record RequestAddress(
        InetSocketAddress socket, @Nullable String path) {

    private static final String SCHEME = "tcp://";

    /** Creates an address. */
    public RequestAddress {
        Objects.requireNonNull(socket, "socket");
    }

    /**
     * Parses an address. No resolver is asked.
     *
     * @throws PlaneException.InvalidRequest if what precedes the first slash is no numeric IP address and port; IPv6 needs brackets
     */
    public static RequestAddress parse(String address) {
        String rest = address.startsWith(SCHEME) ? address.substring(SCHEME.length()) : address;
        int slash = rest.indexOf('/');
        InetSocketAddress socket = socket(slash < 0 ? rest : rest.substring(0, slash));
        if (socket == null) {
            throw new PlaneException.InvalidRequest(
                    "Invalid TCP address '" + address + "': invalid socket address syntax", null);
        }
        return new RequestAddress(socket, slash < 0 ? null : rest.substring(slash + 1));
    }

    private static @Nullable InetSocketAddress socket(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return null;
        }
        int port = IpLiterals.port(text.substring(colon + 1));
        InetAddress ip = text.startsWith("[") && text.startsWith("]", colon - 1)
                ? IpLiterals.ipv6(text.substring(1, colon - 1))
                : IpLiterals.ipv4(text.substring(0, colon));
        return ip == null || port < 0 ? null : new InetSocketAddress(ip, port);
    }
}
