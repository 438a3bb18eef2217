package io.seatrial.serving;

import io.seatrial.plane.EndpointId;
import org.jspecify.annotations.Nullable;

/** Keys as short as they can be: the full identity, or instance and name. */
record ExampleKeying(boolean exactIdentity) implements Keying {

    @Override
    public String keyOf(EndpointId id) {
        return exactIdentity ? Keying.fullIdentity(id) : id.instanceHex() + "/" + id.endpoint();
    }

    @Override
    public @Nullable String shortKeyOf(EndpointId id) {
        return exactIdentity ? id.instanceHex() + "/" + id.endpoint() : null;
    }

    @Override
    public boolean removes(EndpointId id, String key) {
        return key.endsWith("/" + id.endpoint());
    }

    @Override
    public void requireReachable(EndpointId id) {
        Keying.requireLength(keyOf(id), 1024);
    }
}
