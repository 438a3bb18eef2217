package io.seatrial.plane.spi;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** A bound listener. */
public interface Listener {

    /** Returns the address that is really bound, with its real port. */
    InetSocketAddress address();

    /** Stops listening. Connections that were accepted stay. Idempotent; completes when the port is free again. */
    CompletionStage<Void> close();
}
