package io.seatrial.transport.http;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.seatrial.plane.PlaneException;
import io.seatrial.wire.OsErrors;
import java.util.concurrent.TimeUnit;

/** The errors of a client, with the texts of the model (dynamo-manager.md 3.4). */
final class ClientFailures {

    private final boolean typed;

    /**
     * Creates the errors of a profile.
     *
     * @param typed whether failures are told apart by type
     */
    ClientFailures(boolean typed) {
        this.typed = typed;
    }

    /** Returns the error of a request that cannot be sent as it is. */
    PlaneException unsendable(String address, PlaneException why) {
        return typed ? why : new PlaneException.CannotConnect(failed(address), why);
    }

    /** Returns the error of a request that got no connection. */
    PlaneException unreachable(String address, Throwable cause) {
        if (typed && cause instanceof ConnectTimeoutException) {
            return new PlaneException.ConnectTimeout(failed(address), cause);
        }
        return new PlaneException.CannotConnect(
                failed(address), new PlaneException.Untyped(OsErrors.text(cause), cause));
    }

    /**
     * Returns the error of a request whose time is over.
     *
     * @param connected whether there was a connection for it
     */
    PlaneException timedOut(String address, long nanos, boolean connected) {
        String why = "operation timed out after " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
        if (!typed) {
            return new PlaneException.CannotConnect(failed(address), new PlaneException.Untyped(why, null));
        }
        return connected
                ? new PlaneException.RequestTimeout(failed(address) + ": " + why)
                : new PlaneException.ConnectTimeout(failed(address), new PlaneException.Untyped(why, null));
    }

    /** Returns the error of a request whose connection or stream failed before the answer was complete. */
    PlaneException broken(String address, String reason) {
        return new PlaneException.CannotConnect(failed(address), new PlaneException.Untyped(reason, null));
    }

    /** Returns the error of a request whose answer broke off behind a head that accepted it. */
    PlaneException brokenOff(String address, String reason) {
        return typed ? broken(address, reason) : new PlaneException.Untyped(reason, null);
    }

    /** Returns the error of a request that no connection could take although it was tried again. */
    PlaneException refusedAgain(String address, String reason) {
        return typed ? new PlaneException.Overloaded(failed(address) + ": " + reason) : broken(address, reason);
    }

    /** Returns the error that an answer stands for which accepts nothing. */
    PlaneException refused(int status, String body) {
        String text = "HTTP request failed with status " + named(status) + ": " + body;
        if (!typed) {
            return new PlaneException.Untyped(text, null);
        }
        return switch (status) {
            case 404 -> new PlaneException.UnknownEndpoint(text);
            case 413 -> new PlaneException.PayloadTooLarge(text);
            case 429, 503 -> new PlaneException.Overloaded(text);
            case 408 -> new PlaneException.RequestTimeout(text);
            case 400, 405, 411, 414, 415, 417, 431 -> new PlaneException.InvalidRequest(text, null);
            default -> new PlaneException.Untyped(text, null);
        };
    }

    /** Returns the error of a request that came after the client's end. */
    static PlaneException closed() {
        return new PlaneException.Closed("The HTTP client is closed");
    }

    private static String failed(String address) {
        return "HTTP request to " + address + " failed";
    }

    private static String named(int status) {
        HttpResponseStatus known = HttpResponseStatus.valueOf(status);
        boolean named = known.codeClass() != HttpStatusClass.UNKNOWN
                && !known.reasonPhrase().contains("(" + status + ")");
        return status + " " + (named ? known.reasonPhrase() : "<unknown status code>");
    }
}
