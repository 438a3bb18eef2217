package io.seatrial.testkit.run;

import io.seatrial.testkit.history.Recording;
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
 * @param recording its history
 */
public record CaseResult(PlannedRun run, Verdict verdict, Duration duration, long seed, Recording recording) {

    /** Creates a result. */
    public CaseResult {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(recording, "recording");
    }

    /** Returns the number of events in the history. */
    public int events() {
        return recording.events().size();
    }

    /** Returns the hash of the history, where the same seed gives the same one. */
    public Optional<String> historyHash() {
        return recording.repeatable() ? Optional.of(recording.hash()) : Optional.empty();
    }
}
