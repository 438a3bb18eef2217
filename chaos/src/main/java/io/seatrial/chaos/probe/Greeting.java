package io.seatrial.chaos.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** How a kind of server is asked who it is. */
@FunctionalInterface
public interface Greeting {

    /**
     * Asks.
     *
     * @param bound for the whole exchange, roughly: for the connect and for each read
     * @throws IOException if nobody answers there, or somebody else does, with the reason
     */
    Answer ask(InetSocketAddress server, Duration bound) throws IOException;
}
