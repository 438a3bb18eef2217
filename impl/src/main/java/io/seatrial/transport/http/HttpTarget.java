package io.seatrial.transport.http;

import io.netty.util.NetUtil;
import io.seatrial.plane.PlaneException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Where requests to an address go: {@code http://host[:port][/path][?query]} (dynamo-manager.md 2.2).
 *
 * @param address the address as it was given, for messages
 * @param authority host and port as they were given
 * @param socket where to connect to; a name is not resolved yet
 * @param path path and query, with escapes for what may not stand in them
 */
record HttpTarget(String address, String authority, InetSocketAddress socket, String path) {

    private static final String SCHEME = "http://";
    private static final int DEFAULT_PORT = 80;
    private static final String KEPT = "/%?";

    /**
     * Reads an address. No resolver is asked.
     *
     * @throws PlaneException.InvalidRequest if it is no URL of this kind
     */
    static HttpTarget parse(String address) {
        if (!address.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw invalid(address, "it does not begin with http://");
        }
        int pathAt = SCHEME.length();
        while (pathAt < address.length() && "/?#".indexOf(address.charAt(pathAt)) < 0) {
            pathAt++;
        }
        String authority = address.substring(SCHEME.length(), pathAt);
        int fragment = address.indexOf('#', pathAt);
        String rest = address.substring(pathAt, fragment < 0 ? address.length() : fragment);
        String path = PercentCoding.encode(rest.startsWith("/") ? rest : "/" + rest, KEPT);
        return new HttpTarget(address, authority, socket(address, authority), path);
    }

    private static InetSocketAddress socket(String address, String authority) {
        int colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        int port = colon < 0 || colon == authority.length() - 1 ? DEFAULT_PORT : port(authority.substring(colon + 1));
        if (port < 0) {
            throw invalid(address, "invalid port number");
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String literal = bracketed ? host.substring(1, host.length() - 1) : host;
        if (bracketed ? NetUtil.isValidIpV6Address(literal) : NetUtil.isValidIpV4Address(literal)) {
            return new InetSocketAddress(numeric(literal), port);
        }
        if (!host.toLowerCase(Locale.ROOT).matches("[a-z0-9]([a-z0-9._-]*[a-z0-9.])?")) {
            throw invalid(address, "invalid host");
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    private static int port(String digits) {
        if (!digits.matches("\\d{1,5}")) {
            return -1;
        }
        int port = Integer.parseInt(digits);
        return port > 0xFFFF ? -1 : port;
    }

    private static InetAddress numeric(String literal) {
        try {
            return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(literal));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(literal + " was valid a moment ago", e);
        }
    }

    private static PlaneException invalid(String address, String why) {
        return new PlaneException.InvalidRequest("Invalid HTTP address '" + address + "': " + why, null);
    }
}
