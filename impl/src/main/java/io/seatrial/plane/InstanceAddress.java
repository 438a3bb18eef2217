package io.seatrial.plane;

import java.util.Objects;

/**
 * Where one instance of an endpoint can be reached, as discovery publishes it.
 *
 * @param mode the plane that understands the address
 * @param value the address in the plane's own form, e.g. {@code 127.0.0.1:41873/694d9a1c2b3f4e01/generate} for TCP
 */
public record InstanceAddress(PlaneMode mode, String value) {

    /** Creates an address. */
    public InstanceAddress {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(value, "value");
    }

    /** Creates an address on the TCP plane. */
    public static InstanceAddress tcp(String value) {
        return new InstanceAddress(PlaneMode.TCP, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
