package io.seatrial.transport.tcp;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** The connections of a client. All methods may be called from any thread. */
interface ConnectionPool {

    /** Returns the peer at an address; opens no connection. */
    Peer peer(InetSocketAddress address);

    /** Returns the number of connections with a request in flight. */
    int active();

    /** Returns the number of connections without one. */
    int idle();

    /** Returns whether {@link #close} was called. */
    boolean isClosing();

    /** Refuses new requests, lets the others end, which all have a bound, and closes every connection. Idempotent. */
    CompletableFuture<Void> close();
}
