package io.seatrial.io;

import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Finds the address under which other machines reach this one: the source address of the route towards a documentation network,
 * IPv4 before IPv6, else loopback (dynamo-manager.md 6.4). Nothing is sent.
 */
final class LocalAddresses {

    private static final int ANY_PORT = 9;

    private LocalAddresses() {}

    /** Returns an IP literal, IPv6 in brackets. */
    static String preferred() {
        return sourceTowards("192.0.2.1")
                .or(() -> sourceTowards("2001:db8::1"))
                .map(LocalAddresses::literal)
                .orElse("127.0.0.1");
    }

    /** Returns the literal of an address, IPv6 in brackets and without a zone. */
    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[" + bare + "]" : bare;
    }

    private static Optional<InetAddress> sourceTowards(String target) {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress remote = InetAddress.getByName(target);
            socket.connect(new InetSocketAddress(remote, ANY_PORT));
            InetAddress local = socket.getLocalAddress();
            boolean sameFamily = local instanceof Inet4Address == remote instanceof Inet4Address;
            return sameFamily && !local.isAnyLocalAddress() && !local.isLoopbackAddress()
                    ? Optional.of(local)
                    : Optional.empty();
        } catch (SocketException | UnknownHostException | java.io.UncheckedIOException e) {
            return Optional.empty(); // no route of this family: the next choice applies
        }
    }
}
