package io.seatrial.transport.tcp;

import io.seatrial.plane.EndpointId;
import io.seatrial.serving.Keying;
import io.seatrial.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * The paths under which endpoints are asked for on the wire: {@code id/namespace/component/endpoint} of later versions, and
 * {@code id/endpoint} of 1.0.x (dynamo-tcp.md 1.7, 2.2; #14723).
 *
 * @param exactIdentity whether the former is the key
 */
record TcpKeying(boolean exactIdentity) implements Keying {

    @Override
    public String keyOf(EndpointId id) {
        return exactIdentity ? Keying.fullIdentity(id) : ofModel(id);
    }

    @Override
    public @Nullable String shortKeyOf(EndpointId id) {
        return exactIdentity ? ofModel(id) : null;
    }

    /** In the model every key that ends in the name goes (#14261). */
    @Override
    public boolean removes(EndpointId id, String key) {
        return key.endsWith("/" + id.endpoint());
    }

    @Override
    public void requireReachable(EndpointId id) {
        Keying.requireLength(keyOf(id), WireLimits.MAX_PATH_BYTES);
    }

    private static String ofModel(EndpointId id) {
        return id.instanceHex() + "/" + id.endpoint();
    }
}
