package io.seatrial.scenarios.peer;

import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.ProcessScope;
import io.seatrial.nats.NatsLink;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.PlaneServices;
import java.util.Optional;

/**
 * The connection to NATS that request plane and store share, if one of them needs it. It connects when first used.
 *
 * @param link the connection
 */
record PeerNats(Optional<NatsLink> link) {

    /** Adds the connection to what is to be closed, before the network on which it is made. */
    static PeerNats open(boolean needed, ProcessScope scope, NetworkConfig config, Closing closing) {
        if (!needed) {
            return new PeerNats(Optional.empty());
        }
        NatsLink link = NatsLink.create(scope.io(), config.settings(), config.profile(), scope.notices());
        closing.add(link::close);
        return new PeerNats(Optional.of(link));
    }

    /** Returns what a manager hands to its transport. */
    PlaneServices services() {
        return link.map(open -> PlaneServices.NONE.with(NatsLink.class, open)).orElse(PlaneServices.NONE);
    }

    /** Returns where a worker is reached, for people: what it has bound, or the broker, without scheme, path and credentials. */
    String place(RequestPlaneServer server, NetworkConfig config) {
        String url = config.mode().equals(PlaneMode.NATS)
                ? link.map(NatsLink::server).orElseGet(server::address)
                : server.address();
        return Binding.authority(url);
    }
}
