package io.seatrial.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * The address of a caller's response server (dynamo-tcp.md 4.3): {@code 1.2.3.4:5}, {@code [::1]:5}, {@code ::1:5} as servers of 1.0.x
 * write it, or {@code host:5}.
 *
 * @param host an IP literal without brackets, or a host name
 * @param port the port
 */
public record CallHomeAddress(String host, int port) {

    /** What no host name or IP literal contains, but a URL or a slip does. */
    private static final String NOT_IN_HOSTS = "/\\[]@?# \t\r\n";

    /** Creates an address. */
    public CallHomeAddress {
        Objects.requireNonNull(host, "host");
    }

    /**
     * Parses an address: host and port are parted by the last colon. No resolver is asked.
     *
     * @throws WireException if there is no port, or what precedes it cannot be a host
     */
    public static CallHomeAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        if (!isHost(host, bracketed)) {
            throw WireException.malformed("invalid socket address '" + address + "'");
        }
        int port = IpLiterals.port(address.substring(colon + 1));
        if (port < 0) {
            throw WireException.malformed("invalid port value in '" + address + "'");
        }
        return new CallHomeAddress(host, port);
    }

    /** Returns the address to connect to; unresolved if the host is no IP literal. No resolver is asked. */
    public InetSocketAddress toSocketAddress() {
        InetAddress ip = host.indexOf(':') < 0 ? IpLiterals.ipv4(host) : IpLiterals.ipv6(host);
        return ip == null ? InetSocketAddress.createUnresolved(host, port) : new InetSocketAddress(ip, port);
    }

    private static boolean isHost(String host, boolean bracketed) {
        for (int i = 0; i < host.length(); i++) {
            if (NOT_IN_HOSTS.indexOf(host.charAt(i)) >= 0) {
                return false;
            }
        }
        boolean ipv6 = host.indexOf(':') >= 0;
        return !host.isEmpty() && (ipv6 ? IpLiterals.ipv6(host) != null : !bracketed);
    }

    /** Returns {@code host:port}, with brackets around IPv6. */
    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
