package example.rsocket;

import io.rsocket.exceptions.CustomRSocketException;
import io.seatrial.plane.PlaneException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** What goes over the wire of a failure, and what a request plane says of it. */
final class Errors {

    private static final int UNKNOWN_ENDPOINT = 0x301;
    private static final int REFUSED = 0x302;
    private static final int BROKEN_OFF = 0x303;

    private Errors() {}

    static Throwable unknownEndpoint(String path) {
        return new CustomRSocketException(UNKNOWN_ENDPOINT, "Unknown endpoint: " + path);
    }

    static Throwable noStream(String path) {
        return new CustomRSocketException(REFUSED, path + " does not answer by a stream");
    }

    /** Returns the error of a request that its engine refuses: the caller shall read why. */
    static Throwable refused(Throwable reason) {
        return new CustomRSocketException(REFUSED, "" + unwrapped(reason).getMessage());
    }

    static Throwable brokenOff(Throwable reason) {
        return new CustomRSocketException(BROKEN_OFF, "the engine broke off: " + reason.getMessage());
    }

    static PlaneException toException(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof PlaneException known) {
            return known;
        }
        if (cause instanceof TimeoutException) {
            return new PlaneException.RequestTimeout("no acknowledgement in time");
        }
        if (cause instanceof CustomRSocketException told) {
            return told.errorCode() == UNKNOWN_ENDPOINT
                    ? new PlaneException.UnknownEndpoint(told.getMessage())
                    : new PlaneException.Untyped(told.getMessage(), told);
        }
        return new PlaneException.CannotConnect("" + cause.getMessage(), cause);
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
