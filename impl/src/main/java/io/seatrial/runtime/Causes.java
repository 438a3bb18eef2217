package io.seatrial.runtime;

import java.util.concurrent.CompletionException;

/** What a stage really failed with. */
final class Causes {

    private Causes() {}

    /** Returns the failure without the wrapping that dependent stages add. */
    static Throwable of(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
