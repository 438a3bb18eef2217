package io.seatrial.plane.spi;

import io.seatrial.plane.Profile;
import java.util.Objects;

/**
 * What a transport is handed when it makes a server or a client.
 *
 * @param io connections, time, threads, randomness
 * @param settings the snapshot of the configuration
 * @param profile which behaviour to show where two differ
 * @param notices where messages to the operator go
 * @param services what the runtime hands over besides
 */
public record PlaneContext(NetworkIo io, Settings settings, Profile profile, Notices notices, PlaneServices services) {

    /** Creates a context. */
    public PlaneContext {
        Objects.requireNonNull(io, "io");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(notices, "notices");
        Objects.requireNonNull(services, "services");
    }

    /** Creates a context without further services. */
    public PlaneContext(NetworkIo io, Settings settings, Profile profile, Notices notices) {
        this(io, settings, profile, notices, PlaneServices.NONE);
    }
}
