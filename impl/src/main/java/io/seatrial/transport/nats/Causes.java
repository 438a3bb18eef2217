package io.seatrial.transport.nats;

import java.util.concurrent.CompletionException;

/** What failed, without the wrapping that a chain of stages gives it. */
final class Causes {

    private Causes() {}

    static Throwable of(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
