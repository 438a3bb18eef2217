package io.seatrial.testkit.spi;

import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import java.util.Objects;

/**
 * What a process is handed.
 *
 * @param name a short name that is unique in the case, for threads and messages
 * @param io connections, time, threads and randomness; owned by the testkit, which closes it after the process
 * @param notices where messages to the operator go
 */
public record ProcessSetup(String name, NetworkIo io, Notices notices) {

    /** Creates a setup. */
    public ProcessSetup {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(io, "io");
        Objects.requireNonNull(notices, "notices");
    }

    /** Returns the same setup with another network. */
    public ProcessSetup withIo(NetworkIo other) {
        return new ProcessSetup(name, other, notices);
    }

    /** Returns the same setup whose messages go elsewhere. */
    public ProcessSetup withNotices(Notices other) {
        return new ProcessSetup(name, io, other);
    }
}
