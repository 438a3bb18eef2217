package io.seatrial.transport.http;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import io.seatrial.serving.Keying;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the root in the URL of an endpoint: {@code id/namespace/component/endpoint} in the reference, the bare name of the
 * endpoint in 1.0.x (dynamo-manager.md 3.2, 3.3).
 *
 * @param exactIdentity whether it is the former
 */
record HttpKeying(boolean exactIdentity) implements Keying {

    /** So that the request line is shorter than any server's limit. */
    private static final int MAX_PATH_BYTES = 4096;

    @Override
    public String keyOf(EndpointId id) {
        return exactIdentity ? Keying.fullIdentity(id) : id.endpoint();
    }

    @Override
    public @Nullable String shortKeyOf(EndpointId id) {
        return exactIdentity ? id.endpoint() : null;
    }

    /** In the model the name goes, whoever has it. */
    @Override
    public boolean removes(EndpointId id, String key) {
        return key.equals(id.endpoint());
    }

    @Override
    public void requireReachable(EndpointId id) {
        Keying.requireLength(pathOf(id), MAX_PATH_BYTES);
        if (exactIdentity) {
            List.of(id.name().namespace(), id.name().component(), id.endpoint()).forEach(HttpKeying::requireKept);
        }
    }

    /** Returns the key as it stands in the URL. The model writes the name as it is, and leaves the escapes to the caller. */
    String pathOf(EndpointId id) {
        return exactIdentity ? PercentCoding.encode(keyOf(id), "/%") : keyOf(id);
    }

    /** Callers resolve such a segment, escaped or not, before they send (RFC 3986, 5.2.4). */
    private static void requireKept(String field) {
        if (field.equals(".") || field.equals("..")) {
            throw new PlaneException.InvalidRequest(
                    "No URL can name '" + field + "': choose another namespace, component or endpoint", null);
        }
    }
}
