package io.seatrial.chaos.proxy;

import java.util.concurrent.CompletionException;

/** What is behind the wrapping that stages add on their way. */
final class Causes {

    private Causes() {}

    static Throwable of(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? of(cause) : failure;
    }
}
