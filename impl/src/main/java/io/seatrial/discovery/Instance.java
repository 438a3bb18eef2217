package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import java.util.Objects;

/**
 * One instance of an endpoint as discovery publishes it.
 *
 * @param id who it is
 * @param address where it is reached
 */
public record Instance(EndpointId id, InstanceAddress address) {

    /** Creates an instance. */
    public Instance {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(address, "address");
    }

    /**
     * Returns the compact JSON of dynamo-manager.md 5.11.6, without a final newline. A transport other than Dynamo's three is written
     * under its own name.
     */
    public String toJson() {
        return InstanceJson.write(this);
    }

    /**
     * Reads the JSON of an instance on one of Dynamo's three planes. The order of the keys is free, unknown ones are passed over, and
     * white space may follow.
     *
     * @throws MalformedInstanceException saying what is missing or wrong
     */
    public static Instance fromJson(String json) {
        return InstanceJson.DYNAMO.read(json);
    }
}
