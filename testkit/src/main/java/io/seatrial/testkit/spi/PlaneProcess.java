package io.seatrial.testkit.spi;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneMode;
import java.util.concurrent.CompletionStage;

/** One process of the plane under test. */
public interface PlaneProcess {

    /** Makes a manager. It must not listen, connect or throw. */
    PlaneManager manager(ManagerSetup setup);

    /**
     * Returns the port that the process published for a transport.
     *
     * @throws io.seatrial.plane.PlaneException.ConfigurationError if none was bound yet
     */
    default int publishedPort(PlaneMode mode) {
        throw new UnsupportedOperationException("needs the capability " + Capability.SHARED_SERVER);
    }

    /** Tries to publish a port, as a server does after its bind. Returns whether it was taken; a second one is not. */
    default boolean publishPort(PlaneMode mode, int port) {
        throw new UnsupportedOperationException("needs the capability " + Capability.SHARED_SERVER);
    }

    /** Closes every server of the process within its drain bound. Idempotent. Clients belong to who made them. */
    CompletionStage<DrainReport> close();
}
