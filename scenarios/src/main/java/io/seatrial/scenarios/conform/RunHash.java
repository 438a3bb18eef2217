package io.seatrial.scenarios.conform;

import io.seatrial.testkit.history.Fnv64;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.RunResult;
import java.util.Optional;

/** One number for the histories of all simulated cases of a run: equal for the same seed, on every machine and every JDK. */
final class RunHash {

    private RunHash() {}

    /** Returns the hash with the number of events that it stands for; empty if no case was simulated. */
    static Optional<String> of(RunResult result) {
        Fnv64 hash = new Fnv64();
        long events = 0;
        int cases = 0;
        for (CaseResult one : result.results()) {
            if (one.historyHash().isPresent()) {
                hash.update(one.run().id()).update(one.historyHash().get());
                events += one.events();
                cases++;
            }
        }
        return cases == 0
                ? Optional.empty()
                : Optional.of(String.format("%016x (%d cases, %d events)", hash.value(), cases, events));
    }
}
