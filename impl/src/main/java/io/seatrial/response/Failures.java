package io.seatrial.response;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What went wrong, without the wrapping that futures put around it. */
final class Failures {

    private Failures() {}

    /** Returns the outermost failure that is not a future's wrapping. */
    static Throwable outermost(Throwable failure) {
        Throwable outermost = failure;
        while ((outermost instanceof CompletionException || outermost instanceof ExecutionException)
                && outermost.getCause() != null) {
            outermost = outermost.getCause();
        }
        return outermost;
    }

    /** Returns what the outermost failure says, without its causes (dynamo-tcp.md 157); its type if it says nothing. */
    static String message(Throwable failure) {
        Throwable outermost = outermost(failure);
        String message = outermost.getMessage();
        return message == null ? outermost.getClass().getSimpleName() : message;
    }
}
