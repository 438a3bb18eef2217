package io.seatrial.serving;

import io.seatrial.plane.spi.NetworkIo;
import java.net.InetSocketAddress;

/**
 * Where a server can be found, in the three ways in which that is said.
 *
 * @param bound host and port as they are bound
 * @param display the bound address with its scheme
 * @param published host and port for callers
 * @param port the port that is really bound
 */
public record ServerAddress(String bound, String display, String published, int port) {

    /**
     * Derives everything from the listener; the host is written as it was configured.
     *
     * @param scheme the scheme that is shown, without {@code ://}
     * @param bracketed whether IPv6 is shown in brackets
     * @param reachable whether a wildcard is published as the address of this machine, and not as it stands
     */
    public static ServerAddress of(
            String scheme,
            BindAddress wanted,
            InetSocketAddress real,
            NetworkIo io,
            boolean bracketed,
            boolean reachable) {
        int port = real.getPort();
        String bound = wanted.host() + ":" + port;
        String shown = bracketed ? bound : bound.replace("[", "").replace("]", "");
        boolean everywhere = wanted.socket().getAddress().isAnyLocalAddress();
        String published = everywhere && reachable ? io.localHost() + ":" + port : bound;
        return new ServerAddress(bound, scheme + "://" + shown, published, port);
    }
}
