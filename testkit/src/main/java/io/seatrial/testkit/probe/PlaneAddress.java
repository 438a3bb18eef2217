package io.seatrial.testkit.probe;

import io.seatrial.plane.InstanceAddress;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/**
 * An address that holds host and port, taken apart by a reader of its own.
 *
 * @param socket where to connect
 * @param path the routing key, or the path of the URL without its first slash; empty if there is none
 */
public record PlaneAddress(InetSocketAddress socket, String path) {

    private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*://");

    /** Takes an instance's address apart: {@code 127.0.0.1:41873/694d9a1c2b3f4e01/generate}, with or without scheme, or a URL. */
    public static PlaneAddress of(InstanceAddress address) {
        return parse(address.value());
    }

    /**
     * Takes an address apart.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static PlaneAddress parse(String text) {
        String rest = SCHEME.matcher(text).replaceFirst("");
        int slash = rest.indexOf('/');
        String hostAndPort = slash < 0 ? rest : rest.substring(0, slash);
        int colon = hostAndPort.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("'" + text + "' has no port");
        }
        String host = hostAndPort.substring(0, colon).replace("[", "").replace("]", "");
        int port = Integer.parseInt(hostAndPort.substring(colon + 1));
        return new PlaneAddress(new InetSocketAddress(host, port), slash < 0 ? "" : rest.substring(slash + 1));
    }
}
