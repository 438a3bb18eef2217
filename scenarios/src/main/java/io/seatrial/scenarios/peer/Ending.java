package io.seatrial.scenarios.peer;

import io.seatrial.plane.DrainReport;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The end of a program that runs until a signal: whatever brings the end about, what was opened is closed once, and in order. */
final class Ending {

    private final Supplier<CompletionStage<DrainReport>> close;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch never = new CountDownLatch(1);

    Ending(Supplier<CompletionStage<DrainReport>> close) {
        this.close = close;
    }

    /**
     * Closes on SIGTERM and Ctrl-C, tells the outcome and exits: with 0 if nothing was left, else with 1. Without it the JVM would exit
     * with 143 or 130, which a supervisor takes for a crash.
     */
    void onSignal(Consumer<DrainReport> told) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAndHalt(told), "seatrial-end"));
    }

    private void closeAndHalt(Consumer<DrainReport> told) {
        if (!begun.compareAndSet(false, true)) {
            return; // the program ends by itself, with a code of its own
        }
        DrainReport report = Waiting.on(close.get());
        told.accept(report);
        Runtime.getRuntime().halt(report.complete() ? 0 : 1);
    }

    /** Waits for the signal. It does not return: the hook ends the JVM. */
    int await() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** Closes now, unless that has begun. */
    void now() {
        if (begun.compareAndSet(false, true)) {
            Waiting.on(close.get());
        }
    }
}
