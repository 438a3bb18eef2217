package io.seatrial.plane;

import java.util.Objects;

/**
 * The full identity of one served endpoint. It is the one key on all planes (design.md, decision 4).
 *
 * @param name what callers ask for
 * @param instanceId the instance, an unsigned 64-bit number
 */
public record EndpointId(EndpointName name, long instanceId) {

    /** Creates an identity. */
    public EndpointId {
        Objects.requireNonNull(name, "name");
    }

    /** Creates an identity from its four parts. */
    public static EndpointId of(String namespace, String component, String endpoint, long instanceId) {
        return new EndpointId(new EndpointName(namespace, component, endpoint), instanceId);
    }

    /** Returns the endpoint's bare name. */
    public String endpoint() {
        return name.endpoint();
    }

    /** Returns the instance id in lower-case hex, without prefix or leading zeros. */
    public String instanceHex() {
        return Long.toHexString(instanceId);
    }

    /** Returns {@code namespace/component/endpoint/instance-hex}. */
    public String path() {
        return name.path() + "/" + instanceHex();
    }

    @Override
    public String toString() {
        return path();
    }
}
