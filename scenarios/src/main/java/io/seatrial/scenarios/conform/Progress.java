package io.seatrial.scenarios.conform;

import io.seatrial.scenarios.options.LiveLine;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.Verdict;
import java.util.Locale;

/**
 * Shows how a run goes: on a terminal one line that is written over, else a line for each case. What did not pass keeps a line of its own
 * in either form.
 */
final class Progress implements RunListener {

    private final LiveLine err;
    private int total;
    private int ended;

    Progress(LiveLine err) {
        this.err = err;
    }

    @Override
    public void begun(int runs, long seed, Calibration calibration) {
        total = runs;
        err.keep(runs + " cases, seed " + seed);
    }

    @Override
    public void noted(String line) {
        err.keep(line);
    }

    @Override
    public void started(PlannedRun run) {
        err.show(position(ended + 1) + " " + name(run));
    }

    @Override
    public void finished(CaseResult result) {
        ended++;
        boolean passed = result.verdict() instanceof Verdict.Passed;
        if (err.isLive() && passed) {
            return; // the next case writes over its line
        }
        String line = String.format(
                Locale.ROOT,
                "%s %-12s %s (%d ms)%s",
                position(ended),
                result.verdict().label(),
                name(result.run()),
                result.duration().toMillis(),
                result.verdict() instanceof Verdict.Skipped skipped ? ": " + skipped.reason() : "");
        err.keep(line);
    }

    /** Leaves a clean line behind. */
    void end() {
        err.erase();
    }

    private String position(int number) {
        return "[" + number + "/" + total + "]";
    }

    private static String name(PlannedRun run) {
        return run.rule().id() + " " + run.transport() + " " + run.network() + " " + run.profile();
    }
}
