package io.seatrial.chaos.engine;

import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Injection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A way to a server through a proxy, on which faults can be injected. Safe for many threads. */
public interface Link extends AutoCloseable {

    /** Returns its name. */
    String name();

    /** Returns the address to connect to in place of the server's. */
    InetSocketAddress address();

    /** Returns why a fault cannot be carried out here; empty if it can. */
    Optional<String> obstacle(Injection injection);

    /**
     * Injects a fault. Its span counts from here.
     *
     * @throws ChaosException if it cannot be carried out, or the engine does not answer
     */
    InjectedFault inject(Injection injection);

    /** Returns the faults that are there, in the order in which they came. */
    List<InjectedFault> faults();

    /** Removes all faults. */
    void heal();

    /** Returns how many connections there are, if the engine knows. */
    OptionalInt connections();

    /** Returns how many bytes it has given to receivers in a direction, if the engine knows. */
    OptionalLong carried(Direction direction);

    /**
     * Waits until there is no connection.
     *
     * @param atMost the bound on the wait
     * @return whether there was none in the end; {@code true} if the engine does not know
     */
    boolean awaitIdle(Duration atMost);

    /** Removes the link: its connections are closed. */
    @Override
    void close();
}
