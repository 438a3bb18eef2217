package io.seatrial.transport.tcp;

import io.netty.channel.ConnectTimeoutException;
import io.seatrial.plane.PlaneException;
import io.seatrial.wire.OsErrors;

/** The errors of a client, with the texts of the model (dynamo-tcp.md 3.5). */
final class ClientFailures {

    /** The peer closed the connection between two acknowledgements. */
    static final String CLOSED_BY_PEER = "Connection closed by peer";

    private final boolean typed;

    /**
     * Creates the errors of a profile.
     *
     * @param typed whether bad addresses and failed connects have a type
     */
    ClientFailures(boolean typed) {
        this.typed = typed;
    }

    /** Returns the error of a request whose acknowledgement did not come in time. */
    PlaneException timedOut(String peer) {
        return new PlaneException.RequestTimeout("TCP request to " + peer + " timed out");
    }

    /** Returns the error of a request whose connection failed before the acknowledgement. */
    PlaneException broken(String peer, String cause) {
        return new PlaneException.CannotConnect(
                "TCP request to " + peer + " failed", new PlaneException.Untyped(cause, null));
    }

    /** Returns the error of a request that got no connection. */
    PlaneException unreachable(String peer, Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            return connectTimedOut(peer, cause);
        }
        PlaneException reason = new PlaneException.Untyped(OsErrors.text(cause), cause);
        return typed ? new PlaneException.CannotConnect("TCP request to " + peer + " failed", reason) : reason;
    }

    /** Returns the error of an address that cannot be read. */
    PlaneException unusableAddress(PlaneException.InvalidRequest syntax) {
        return typed ? syntax : new PlaneException.Untyped(String.valueOf(syntax.getMessage()), syntax);
    }

    private PlaneException connectTimedOut(String peer, Throwable cause) {
        String text = "TCP connect timeout to " + peer;
        return typed ? new PlaneException.ConnectTimeout(text, cause) : new PlaneException.Untyped(text, cause);
    }

    /** Returns the error of a request that came after the client's end. */
    static PlaneException closed() {
        return new PlaneException.Closed("The TCP client is closed");
    }

    /** Returns how a failed read is told. */
    static String unreadable(String what) {
        return "Failed to decode response: " + what;
    }

    /** Returns how a failed write is told. */
    static String unwritable(Throwable cause) {
        return "Write failed: " + OsErrors.text(cause);
    }
}
