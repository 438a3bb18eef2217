package io.seatrial.transport.tcp;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.TcpSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is to listen.
 *
 * @param host the IP literal as it was written, IPv6 in brackets
 * @param socket the same for the socket API
 */
record BindAddress(String host, InetSocketAddress socket) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern MAYBE_IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+(%\\d+)?]");

    /**
     * Returns what the settings ask for: host as configured or the address of this machine, port as configured or 0.
     *
     * @throws PlaneException.ConfigurationError if the host cannot be used
     */
    static BindAddress wanted(PlaneContext context) {
        String host = context.settings().get(TcpSettings.HOST).orElseGet(context.io()::localHost);
        return parse(host, context.settings().get(TcpSettings.PORT).orElse(0));
    }

    /**
     * Reads an IP literal. Nothing is ever resolved: a name, also {@code localhost}, is refused (dynamo-manager.md M18).
     *
     * @throws PlaneException.ConfigurationError if the host is no IPv4 address and no IPv6 address in brackets
     */
    static BindAddress parse(String host, int port) {
        if (IPV4.matcher(host).matches() || MAYBE_IPV6.matcher(host).matches()) {
            try {
                return new BindAddress(host, new InetSocketAddress(InetAddress.getByName(host), port));
            } catch (UnknownHostException e) {
                throw refused(e); // brackets around what is no IPv6 address: found without a lookup
            }
        }
        throw refused(null);
    }

    @Override
    public String toString() {
        return host + ":" + socket.getPort();
    }

    private static PlaneException refused(@Nullable Throwable cause) {
        return new PlaneException.ConfigurationError("Invalid TCP bind address: invalid socket address syntax", cause);
    }
}
