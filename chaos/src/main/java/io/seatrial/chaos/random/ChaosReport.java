package io.seatrial.chaos.random;

import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.run.Summary;
import io.seatrial.testkit.run.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What became of all runs, and under which circumstances.
 *
 * @param plane the name of the plane under test
 * @param planeVersion its version
 * @param options which runs were made
 * @param calibration how far the machine could be trusted
 * @param backends the servers of others that were used
 * @param duration how long all took, in real time
 * @param results the runs, in order
 */
public record ChaosReport(
        String plane,
        String planeVersion,
        ChaosOptions options,
        Calibration calibration,
        List<BackendInfo> backends,
        Duration duration,
        List<ChaosResult> results) {

    /** Creates a report. */
    public ChaosReport {
        Objects.requireNonNull(options, "options");
        backends = List.copyOf(backends);
        results = List.copyOf(results);
    }

    /** Returns how many runs there are of each verdict. */
    public Summary summary() {
        return new Summary(
                count(Verdict.Passed.class),
                count(Verdict.Failed.class),
                count(Verdict.Skipped.class),
                count(Verdict.Inconclusive.class),
                0);
    }

    private int count(Class<? extends Verdict> verdict) {
        return (int) results.stream()
                .filter(one -> verdict.isInstance(one.verdict()))
                .count();
    }

    /** Returns the figures of a phase over all runs. */
    public Figures figures(Timeline.Phase phase) {
        return Figures.of(results.stream()
                .flatMap(one -> one.timeline().samplesOf(phase).stream())
                .toList());
    }

    /** Returns how long each run took until every instance answered again, in nanoseconds, the shortest first. */
    public long[] recoveries() {
        return results.stream()
                .flatMapToLong(one -> one.timeline().recoveryNanos().stream())
                .sorted()
                .toArray();
    }
}
