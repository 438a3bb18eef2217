package io.seatrial.serving;

import io.seatrial.plane.PlaneException;
import io.seatrial.wire.OsErrors;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is to listen.
 *
 * @param host the IP literal as it was written, IPv6 in brackets
 * @param socket the same for the socket API
 */
public record BindAddress(String host, InetSocketAddress socket) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern MAYBE_IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+(%\\d+)?]");

    /**
     * Reads an IP literal. Nothing is ever resolved: a name, also {@code localhost}, is refused (dynamo-manager.md M18).
     *
     * @param plane the name of the plane as messages write it, e.g. {@code TCP}
     * @throws PlaneException.ConfigurationError if the host is no IPv4 address and no IPv6 address in brackets
     */
    public static BindAddress parse(String plane, String host, int port) {
        if (IPV4.matcher(host).matches() || MAYBE_IPV6.matcher(host).matches()) {
            try {
                return new BindAddress(host, new InetSocketAddress(InetAddress.getByName(host), port));
            } catch (UnknownHostException e) {
                throw refused(plane, e); // brackets around what is no IPv6 address: found without a lookup
            }
        }
        throw refused(plane, null);
    }

    /**
     * Returns the error of a bind that the system refused, with the system's text.
     *
     * @param named whether the text goes on to say which address it was
     */
    public PlaneException bindFailed(Throwable failure, boolean named) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new PlaneException.BindFailed(OsErrors.text(cause) + (named ? " (" + this + ")" : ""), cause);
    }

    @Override
    public String toString() {
        return host + ":" + socket.getPort();
    }

    private static PlaneException refused(String plane, @Nullable Throwable cause) {
        return new PlaneException.ConfigurationError(
                "Invalid " + plane + " bind address: invalid socket address syntax", cause);
    }
}
