package io.seatrial.transport.tcp;

import io.seatrial.plane.EndpointId;

/** The paths under which an endpoint is asked for on the wire. */
final class RoutingKeys {

    private RoutingKeys() {}

    /** Returns {@code id/endpoint}, the key of 1.0.x, with the id in lower-case hex (dynamo-tcp.md 2.2). */
    static String ofModel(EndpointId id) {
        return id.instanceHex() + "/" + id.endpoint();
    }

    /**
     * Returns {@code id/namespace/component/endpoint}, the key of later versions: in a field {@code %} and {@code /} are written as
     * {@code %25} and {@code %2F}, so that two identities never share a key (dynamo-tcp.md 1.7; #14723).
     */
    static String ofIdentity(EndpointId id) {
        return id.instanceHex()
                + "/"
                + field(id.name().namespace())
                + "/"
                + field(id.name().component())
                + "/"
                + field(id.endpoint());
    }

    private static String field(String text) {
        return text.replace("%", "%25").replace("/", "%2F");
    }
}
