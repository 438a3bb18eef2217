package io.seatrial.serving;

import io.seatrial.plane.DrainReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The end of a server: the first call to close it does so, and every later one gets the outcome of the first. */
public final class ClosesOnce {

    private final AtomicReference<@Nullable CompletableFuture<DrainReport>> closing = new AtomicReference<>();

    /** Creates it for a server that is open. */
    public ClosesOnce() {}

    /** Returns whether a call to close came. */
    public boolean begun() {
        return closing.get() != null;
    }

    /** Closes, unless that was begun before. Who gets the stage cannot complete it for others. */
    public CompletionStage<DrainReport> close(Supplier<CompletionStage<DrainReport>> once) {
        CompletableFuture<DrainReport> mine = new CompletableFuture<>();
        CompletableFuture<DrainReport> running = closing.compareAndExchange(null, mine);
        if (running != null) {
            return running.minimalCompletionStage();
        }
        once.get().whenComplete((report, failure) -> {
            if (failure == null) {
                mine.complete(report);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine.minimalCompletionStage();
    }
}
