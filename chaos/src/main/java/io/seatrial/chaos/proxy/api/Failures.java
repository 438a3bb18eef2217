package io.seatrial.chaos.proxy.api;

import java.util.concurrent.CompletionException;

/** What is behind the wrapping that stages add on their way. */
final class Failures {

    private Failures() {}

    static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause(cause) : failure;
    }
}
