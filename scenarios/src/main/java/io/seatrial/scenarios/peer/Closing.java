package io.seatrial.scenarios.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Closes what was opened, last first, each after the other is done. */
final class Closing implements AutoCloseable {

    private final Deque<Supplier<? extends CompletionStage<?>>> steps = new ArrayDeque<>();

    void add(Supplier<? extends CompletionStage<?>> close) {
        steps.push(close);
    }

    @Override
    public void close() {
        RuntimeException first = null;
        for (Supplier<? extends CompletionStage<?>> step : steps) {
            try {
                Waiting.on(step.get());
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
