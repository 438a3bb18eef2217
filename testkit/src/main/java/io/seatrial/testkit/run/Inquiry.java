package io.seatrial.testkit.run;

import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.machine.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks questions of somebody who may throw, or never answer. */
final class Inquiry {

    private static final int FRAMES = 12;

    private final Duration patience;
    private final List<CaseFailure> troubles = new ArrayList<>();

    Inquiry(Duration patience) {
        this.patience = patience;
    }

    /** Returns the answer, or what is to be assumed if there is none. */
    <T> T ask(String what, Supplier<? extends T> question, T otherwise) {
        AtomicReference<@Nullable T> answer = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread thread = Machine.start("seatrial asks for " + what, () -> {
            try {
                answer.set(Objects.requireNonNull(question.get(), "returned null"));
            } catch (Throwable failure) { // whatever it is, it is told
                thrown.set(failure);
            }
        });
        boolean ended = Machine.join(thread, patience);
        T value = answer.get();
        Throwable failure = thrown.get();
        if (value != null) {
            return value;
        }
        String subject = what + " of the plane under test";
        if (failure != null) {
            troubles.add(CaseFailure.error(subject, failure));
        } else {
            String where = ended ? "did not" : "was still running " + Machine.stackOf(thread, FRAMES);
            thread.interrupt();
            troubles.add(CaseFailure.timeout(subject, "to return within " + patience.toSeconds() + " s", where));
        }
        return otherwise;
    }

    /** Has something done that has no answer. */
    void does(String what, Runnable action) {
        ask(
                what,
                () -> {
                    action.run();
                    return true;
                },
                false);
    }

    /** Returns what went wrong so far. */
    List<CaseFailure> troubles() {
        return List.copyOf(troubles);
    }
}
