package io.seatrial.manager;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.spi.Notices;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** The port that a process published for one mode: written once, read often (dynamo-manager.md M20 to M23). */
public final class PortRegister {

    private static final int UNSET = -1;

    private final String label;
    private final String getter;
    private final Notices notices;
    private final AtomicInteger port = new AtomicInteger(UNSET);

    PortRegister(PlaneMode mode, Notices notices) {
        this.label = mode.name().toUpperCase(Locale.ROOT) + " RPC port";
        this.getter = "get_actual_" + mode.name() + "_rpc_port()";
        this.notices = notices;
    }

    /**
     * Returns the port.
     *
     * @throws PlaneException.ConfigurationError if no server was bound yet; it is also reported at ERROR
     */
    public int get() {
        int value = port.get();
        if (value == UNSET) {
            notices.error(label + " not set - request_plane_server() must be called before " + getter);
            throw new PlaneException.ConfigurationError(label + " not initialized. This is not expected.");
        }
        return value;
    }

    /** Returns the port if one was set. */
    public OptionalInt current() {
        int value = port.get();
        return value == UNSET ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /**
     * Sets the port. The first one wins: a second one is ignored with a warning that names the port in force.
     *
     * @return whether the value was taken
     * @throws IllegalArgumentException if the value is no port
     */
    public boolean set(int value) {
        if (value < 0 || value > 65_535) {
            throw new IllegalArgumentException("Not a port: " + value);
        }
        int existing = port.compareAndExchange(UNSET, value);
        if (existing == UNSET) {
            return true;
        }
        notices.warn(label + " already set, ignoring new value", "existing_port", existing, "new_port", value);
        return false;
    }
}
