package io.seatrial.testkit.run;

import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.machine.Calibration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outcome of a whole run.
 *
 * @param plane the name of the plane under test
 * @param planeVersion its version
 * @param seed the seed that decided the order and the seeds of the cases
 * @param calibration how far the machine's timers could be trusted
 * @param backends the back ends that were taken
 * @param duration how long it took, in real time
 * @param results in the order of the catalogue, whatever the order in which they ran
 */
public record RunResult(
        String plane,
        String planeVersion,
        long seed,
        Calibration calibration,
        List<BackendInfo> backends,
        Duration duration,
        List<CaseResult> results) {

    /** Creates an outcome. */
    public RunResult {
        backends = List.copyOf(backends);
        results = List.copyOf(results);
    }

    /** Returns how many results there are of each verdict. */
    public Summary summary() {
        return Summary.of(results);
    }

    /** Returns why results were skipped, in the order of the alphabet, and how many for each reason. */
    public Map<String, Integer> skipReasons() {
        Map<String, Integer> reasons = new TreeMap<>();
        for (CaseResult one : results) {
            if (one.verdict() instanceof Verdict.Skipped skipped) {
                reasons.merge(skipped.reason(), one.run().rules().size(), Integer::sum);
            }
        }
        return reasons;
    }
}
