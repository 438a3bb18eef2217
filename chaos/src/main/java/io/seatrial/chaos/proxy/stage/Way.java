package io.seatrial.chaos.proxy.stage;

import io.netty.util.concurrent.Future;
import io.seatrial.chaos.fault.Draws;

/** What a stage may use of the connection that it stands on. */
public interface Way {

    /** Returns the time of the event loop, in nanoseconds. */
    long now();

    /** Runs a task on the event loop after a time. */
    Future<?> after(long nanos, Runnable task);

    /** Returns the random numbers of this fault on this connection. */
    Draws draws();

    /** Resets the connection at once, whatever is on its way. */
    void reset();
}
