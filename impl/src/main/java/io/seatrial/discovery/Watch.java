package io.seatrial.discovery;

import java.util.concurrent.CompletionStage;

/** A running watch. It ends when it is closed or when its {@link Discovery} is, and at nothing else. */
public interface Watch extends AutoCloseable {

    /**
     * Returns a stage that completes once the listener has heard of every instance that was there at the start; fails with
     * {@link io.seatrial.plane.PlaneException.Closed} if the watch ends before. It stays open for as long as the store cannot be read.
     */
    CompletionStage<Void> ready();

    /** Ends the watch. Nothing more is delivered but an event whose delivery has begun already. Idempotent. */
    @Override
    void close();
}
