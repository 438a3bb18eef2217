package io.seatrial.testkit.ledger;

import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.time.Waits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was opened, to be closed in reverse order. Safe for many threads until it closes. */
public final class Closers {

    private record Closer(String what, Supplier<? extends CompletionStage<?>> close) {}

    private final Deque<Closer> open = new ArrayDeque<>();

    /** Creates a list of nothing. */
    public Closers() {}

    /** Adds something that was opened, and how to close it. */
    public synchronized void add(String what, Supplier<? extends CompletionStage<?>> close) {
        open.push(new Closer(what, close));
    }

    /** Closes everything, and returns what could not be closed. */
    public List<CaseFailure> closeAll(Waits waits) {
        List<CaseFailure> findings = new ArrayList<>();
        for (Closer next = poll(); next != null; next = poll()) {
            String what = "close of " + next.what();
            try {
                waits.value(what, next.close().get());
            } catch (CaseFailure finding) {
                findings.add(finding);
            } catch (Exception
                    | LinkageError thrown) { // an implementation may throw anything; the rest is closed all the same
                findings.add(CaseFailure.error(what, thrown));
            }
        }
        return findings;
    }

    private synchronized @Nullable Closer poll() {
        return open.poll();
    }
}
