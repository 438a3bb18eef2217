package io.seatrial.transport.http;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what addresses mean, so that each is parsed once. May be used from any thread. */
final class TargetTable {

    /** Beyond it addresses are parsed each time: a caller could make them up. */
    private static final int MAX_TARGETS = 10_000;

    private final Map<String, HttpTarget> targets = new ConcurrentHashMap<>();

    /**
     * Returns where an instance is.
     *
     * @throws PlaneException if the address is of another plane, or cannot be read
     */
    HttpTarget of(InstanceAddress address) {
        if (!address.mode().equals(PlaneMode.HTTP)) {
            throw new PlaneException.PlaneMismatch("Invalid HTTP address '" + address + "': it belongs to the "
                    + address.mode() + " plane, ask that plane's client");
        }
        HttpTarget known = targets.get(address.value());
        if (known != null) {
            return known;
        }
        HttpTarget target = HttpTarget.parse(address.value());
        if (targets.size() < MAX_TARGETS) {
            targets.put(address.value(), target);
        }
        return target;
    }
}
