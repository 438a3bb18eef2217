package io.seatrial.testkit.run;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one run, and under which circumstances.
 *
 * @param run the run
 * @param verdict the verdict
 * @param duration how long it took, in real time
 * @param seed the seed of this run, drawn from that of the whole
 * @param events the number of events in its history
 * @param historyHash the hash of its history, where the network is deterministic
 */
public record CaseResult(
        PlannedRun run, Verdict verdict, Duration duration, long seed, int events, Optional<String> historyHash) {

    /** Creates a result. */
    public CaseResult {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(historyHash, "historyHash");
    }
}
