package io.seatrial.transport.http;

/** What a server does on one connection, in the protocol that the peer has chosen. On the channel's event loop. */
interface Conversation {

    /** Tells the peer, if the protocol can, that it should send its next requests elsewhere. */
    void announceEnd();

    /** Sends what there is to send and closes, within {@link AcceptedConnection#END_BOUND}. */
    void end();
}
