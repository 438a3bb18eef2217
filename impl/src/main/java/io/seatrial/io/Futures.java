package io.seatrial.io;

import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;

/** Turns Netty's futures into the JDK's. */
public final class Futures {

    private Futures() {}

    /** Returns a future that completes as the given one does, on the thread that completes it. */
    public static <T> CompletableFuture<T> of(Future<T> future) {
        CompletableFuture<T> result = new CompletableFuture<>();
        future.addListener((Future<T> done) -> {
            if (done.isSuccess()) {
                result.complete(done.getNow());
            } else {
                result.completeExceptionally(done.cause());
            }
        });
        return result;
    }
}
