package io.seatrial.transport.tcp;

/** One address that a client sends to, and the connections to it. */
interface Peer {

    /** Returns the address as errors show it, IPv6 in brackets. */
    String text();

    /** Sends a request as soon as there is a connection for it. May be called from any thread; never blocks. */
    void submit(PendingRequest request);

    /** Hears that a caller gave up a request, so that its memory need not be held until its turn. */
    void abandoned(PendingRequest request);
}
