package io.seatrial.transport.tcp;

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
record ServerAddress(String bound, String display, String published, int port) {

    /** Derives everything from the listener; the host is written as it was configured. */
    static ServerAddress of(BindAddress wanted, InetSocketAddress real, NetworkIo io, TcpBehaviour behaviour) {
        int port = real.getPort();
        String bound = wanted.host() + ":" + port;
        String shown = behaviour.bracketsIpv6() ? bound : bound.replace("[", "").replace("]", "");
        boolean everywhere = wanted.socket().getAddress().isAnyLocalAddress();
        String published = everywhere && behaviour.publishesReachableHost() ? io.localHost() + ":" + port : bound;
        return new ServerAddress(bound, "tcp://" + shown, published, port);
    }
}
