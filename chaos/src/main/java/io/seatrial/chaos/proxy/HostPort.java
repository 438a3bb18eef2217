package io.seatrial.chaos.proxy;

import io.netty.util.NetUtil;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * An address as Toxiproxy takes it: {@code host:port}, IPv6 in brackets, an empty host for every address of the machine, an empty port for
 * any. What is wrong with one is said in the words of its server.
 *
 * @param host a name or a literal, without brackets
 * @param port the port
 */
record HostPort(String host, int port) {

    private static final int MAX_PORT = 65_535;
    private static final Map<String, Integer> SERVICES = Map.of("http", 80, "https", 443, "ssh", 22, "domain", 53);

    static HostPort parse(String text) {
        if (text.isEmpty()) {
            return new HostPort("", 0);
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw wrong(text, "missing port in address");
        }
        String host = text.substring(0, colon);
        if (text.startsWith("[")) {
            int bracket = text.indexOf(']');
            if (bracket < 0) {
                throw wrong(text, "missing ']' in address");
            }
            if (bracket + 1 != colon) {
                boolean more = bracket + 1 < text.length() && text.charAt(bracket + 1) == ':';
                throw wrong(text, more ? "too many colons in address" : "missing port in address");
            }
            host = text.substring(1, bracket);
        } else if (host.indexOf(':') >= 0) {
            throw wrong(text, "too many colons in address");
        }
        return new HostPort(host, port(text.substring(colon + 1)));
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.matches("[+-]?\\d+")) {
            boolean fits = text.matches("\\+?\\d{1,6}") && Integer.parseInt(text) <= MAX_PORT;
            if (!fits) {
                throw wrong(text, "invalid port");
            }
            return Integer.parseInt(text);
        }
        Integer service = SERVICES.get(text);
        if (service == null) {
            throw new ProxyException(Problem.ADDRESS, "lookup tcp/" + text + ": unknown port");
        }
        return service;
    }

    private static ProxyException wrong(String text, String why) {
        return new ProxyException(Problem.ADDRESS, "address " + text + ": " + why);
    }

    /** Returns the text of what this was resolved to; an empty host stays empty. */
    String resolved(InetSocketAddress address) {
        return host.isEmpty() ? ":" + port : text(address);
    }

    /** Returns the text of a bound address; every address of the machine is {@code [::]}. */
    static String bound(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress() ? "[::]:" + address.getPort() : text(address);
    }

    private static String text(InetSocketAddress address) {
        String host = NetUtil.toAddressString(address.getAddress());
        return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
