package io.seatrial.serving;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How a plane tells the endpoints of one server apart, and by which path a request asks for each. */
public interface Keying {

    /** Returns the key under which an endpoint is registered and published. */
    String keyOf(EndpointId id);

    /**
     * Returns a shorter path, known to older callers, that is served while only one registered endpoint can be meant by it; {@code null}
     * if the plane has none.
     */
    @Nullable
    String shortKeyOf(EndpointId id);

    /**
     * Returns whether keys tell identities apart: a key that is taken is refused, and unregister removes exactly the identity that it
     * names. Otherwise a second registration takes the place of the first without a word.
     */
    boolean exactIdentity();

    /** Returns whether an unregister of the identity removes what is registered under the key. Asked if identities are not exact. */
    boolean removes(EndpointId id, String key);

    /**
     * Sees that a request can ask for an endpoint.
     *
     * @throws io.seatrial.plane.PlaneException.InvalidRequest if its key is longer than any request may be, or cannot be asked for at all
     */
    void requireReachable(EndpointId id);

    /**
     * Sees that a key is not too long.
     *
     * @param max the longest that a request can ask for, in bytes of UTF-8
     * @throws io.seatrial.plane.PlaneException.InvalidRequest if it is
     */
    static void requireLength(String key, int max) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > max) {
            throw new PlaneException.InvalidRequest(
                    "Endpoint path too long: " + bytes + " bytes (max: " + max + " bytes)", null);
        }
    }

    /**
     * Returns {@code id/namespace/component/endpoint}: the id in lower-case hex, and in a field {@code %} and {@code /} written as
     * {@code %25} and {@code %2F}, so that two identities never share a key (dynamo-tcp.md 1.7; #14723).
     */
    static String fullIdentity(EndpointId id) {
        return id.instanceHex()
                + "/"
                + field(id.name().namespace())
                + "/"
                + field(id.name().component())
                + "/"
                + field(id.endpoint());
    }

    /** Returns one field of a {@linkplain #fullIdentity full identity}. */
    static String field(String text) {
        return text.replace("%", "%25").replace("/", "%2F");
    }
}
