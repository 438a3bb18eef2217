package io.seatrial.testkit.network;

import io.seatrial.plane.spi.NetworkIo;
import java.util.concurrent.CompletionStage;

/** The network as one process sees it: its own threads and connections. */
public interface Host {

    /** Returns the network that is handed to the plane under test. */
    NetworkIo io();

    /** Ends the host's threads; connections that are still open are cut. Idempotent, and may be called from any thread. */
    CompletionStage<Void> close();
}
