package io.seatrial.transport.nats;

import io.nats.client.JetStreamStatusException;
import io.seatrial.plane.PlaneException;
import io.seatrial.settings.NatsSettings;
import io.seatrial.wire.AckTexts;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The errors of a client, with the texts of the model (dynamo-manager.md 4.5). */
final class ClientFailures {

    private final boolean typed;
    private final long timeoutMillis;

    /**
     * Creates the errors of a profile.
     *
     * @param typed whether failures have types of their own; otherwise each is {@code CannotConnect} with its cause
     */
    ClientFailures(boolean typed, long timeoutMillis) {
        this.typed = typed;
        this.timeoutMillis = timeoutMillis;
    }

    /** Returns the error of a request that the library could not bring to an end. */
    PlaneException of(String address, Throwable failure) {
        if (failure instanceof JetStreamStatusException status
                && status.getStatus().getCode() == Replies.REFUSED) {
            return refused(address, status.getStatus().getMessage());
        }
        if (failure instanceof TimeoutException) {
            return timedOut(address);
        }
        if (failure instanceof CancellationException) {
            return because(address, "connection closed", failure);
        }
        return because(address, String.valueOf(failure.getMessage()), failure);
    }

    /** A server that refuses says so with the status of a NATS server that has nobody to ask; only the texts differ. */
    private PlaneException refused(String address, String text) {
        boolean byWorker = text.startsWith(AckTexts.OVERLOADED) || text.startsWith(AckTexts.UNAVAILABLE);
        return typed && byWorker
                ? new PlaneException.Overloaded(text)
                : because(address, "no responders: no responders", null);
    }

    /** Returns the error of a request whose acknowledgement did not come in time. */
    PlaneException timedOut(String address) {
        return typed
                ? new PlaneException.RequestTimeout(
                        failed(address) + ": no acknowledgement within " + timeoutMillis + " ms")
                : because(address, "request timed out: deadline has elapsed", null);
    }

    /** Returns the error of a request that was sent on a connection which is lost. */
    PlaneException lost(String address, String server) {
        return because(address, "connection to " + server + " lost before the acknowledgement", null);
    }

    /** Returns the error of a request that the library did not take, with what it said. */
    PlaneException notTaken(String address, RuntimeException failure) {
        return typed && failure instanceof IllegalArgumentException
                ? new PlaneException.InvalidRequest(failed(address) + ": " + failure.getMessage(), failure)
                : because(address, String.valueOf(failure.getMessage()), failure);
    }

    /** Returns the error of a request for which there is no connection. */
    PlaneException unreachable(String address, Throwable failure) {
        return new PlaneException.CannotConnect(failed(address), failure);
    }

    /** Returns the error of a request that is larger than the server takes; its first two sentences are those of later versions. */
    static PlaneException tooLarge(long bytes, long limit, String server) {
        return new PlaneException.PayloadTooLarge("Request payload is too large for this deployment."
                + " Reduce the input size or metadata size and retry. It has " + bytes
                + " bytes, headers counted, and the limit of " + server + " is " + limit + " bytes");
    }

    /** Returns the error of a request for which there is no room. */
    static PlaneException tooMany() {
        return new PlaneException.Overloaded("Too many requests of this client wait for their acknowledgement; "
                + NatsSettings.MAX_IN_FLIGHT.variable() + " says how many may");
    }

    /** Returns the error of a request that came after the client's end. */
    static PlaneException closed() {
        return new PlaneException.Closed("The NATS client is closed");
    }

    private static PlaneException because(String address, String cause, @Nullable Throwable root) {
        return new PlaneException.CannotConnect(failed(address), new PlaneException.Untyped(cause, root));
    }

    private static String failed(String address) {
        return "NATS request to " + address + " failed";
    }
}
