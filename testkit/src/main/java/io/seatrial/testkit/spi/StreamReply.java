package io.seatrial.testkit.spi;

import java.util.concurrent.Flow;

/** An open response stream. */
public interface StreamReply {

    /**
     * Returns the items; for one subscriber. A stream that ends properly completes; one that breaks off gives a
     * {@link StreamItem.Failed} and then completes, or fails. Cancelling the subscription drops the stream.
     */
    Flow.Publisher<StreamItem> items();

    /** Asks the worker to stop: what it has sent may still arrive. */
    void stop();

    /** Tells the worker to break off. */
    void kill();
}
