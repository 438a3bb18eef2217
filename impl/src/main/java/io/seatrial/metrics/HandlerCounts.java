package io.seatrial.metrics;

/** What a handler counts of its requests, as meters read it. Every number but that in flight only grows. */
public interface HandlerCounts {

    /** Returns how many requests arrived. */
    long requests();

    /** Returns how many requests are being worked on. */
    long inFlight();

    /** Returns the bytes of the requests' whole payloads. */
    long requestBytes();

    /** Returns the bytes of the answers' items and final frames. */
    long responseBytes();
}
