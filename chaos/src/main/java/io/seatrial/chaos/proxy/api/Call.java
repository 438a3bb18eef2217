package io.seatrial.chaos.proxy.api;

import java.util.List;

/**
 * A call that a route was found for.
 *
 * @param names what stands in the path where the route has a name
 * @param body the body, as it came
 */
record Call(List<String> names, byte[] body) {

    String proxy() {
        return names.get(0);
    }

    /** Returns the name of the toxic or fault. */
    String part() {
        return names.get(1);
    }
}
