package io.seatrial.testkit.run;

import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.machine.Calibration;
import java.time.Duration;
import java.util.List;

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
}
