package io.seatrial.transport.nats;

import io.seatrial.plane.EndpointId;
import io.seatrial.serving.Keying;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints are told apart by the subject that they listen on, which no two identities may share; in the model by their names.
 *
 * @param exactIdentity whether the former
 */
record NatsKeying(boolean exactIdentity, Subjects subjects) implements Keying {

    @Override
    public String keyOf(EndpointId id) {
        return exactIdentity ? subjects.listened(id) : id.endpoint();
    }

    @Override
    public @Nullable String shortKeyOf(EndpointId id) {
        return null;
    }

    @Override
    public boolean removes(EndpointId id, String key) {
        return key.equals(id.endpoint());
    }

    @Override
    public void requireReachable(EndpointId id) {
        Keying.requireLength(keyOf(id), Subjects.MAX_BYTES);
    }
}
