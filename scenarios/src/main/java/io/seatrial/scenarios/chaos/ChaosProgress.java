package io.seatrial.scenarios.chaos;

import io.seatrial.chaos.random.ChaosListener;
import io.seatrial.chaos.random.ChaosOptions;
import io.seatrial.chaos.random.ChaosPlan;
import io.seatrial.chaos.random.ChaosResult;
import io.seatrial.scenarios.options.LiveLine;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.run.Verdict;
import java.util.Locale;

/** Shows how runs go: a line for each that has ended, and on a terminal one for that under way. A failure is told with its story. */
final class ChaosProgress implements ChaosListener {

    private final LiveLine err;
    private final ChaosOptions options;
    private int total;
    private int ended;

    ChaosProgress(LiveLine err, ChaosOptions options) {
        this.err = err;
        this.options = options;
    }

    @Override
    public void begun(int runs, Calibration calibration) {
        total = runs;
        err.keep(runs + (runs == 1 ? " run" : " runs") + ", seed " + options.seed() + ", "
                + options.engine().label() + " proxies");
    }

    @Override
    public void noted(String line) {
        err.keep(line);
    }

    @Override
    public void started(int run, ChaosPlan plan) {
        err.show(position(ended + 1) + " run " + run + " " + plan.transport() + ": " + plan.faultsInShort());
    }

    @Override
    public void finished(ChaosResult result) {
        ended++;
        Verdict verdict = result.verdict();
        err.keep(String.format(
                Locale.ROOT,
                "%s %-12s run %d %s (%d ms)%s: %s",
                position(ended),
                verdict.label(),
                result.run(),
                result.plan().transport(),
                result.duration().toMillis(),
                recovery(result),
                verdict instanceof Verdict.Skipped skipped
                        ? skipped.reason()
                        : result.plan().faultsInShort()));
        if (verdict instanceof Verdict.Failed || verdict instanceof Verdict.Inconclusive) {
            StoryText.of(result).forEach(err::keep);
        }
    }

    private static String recovery(ChaosResult result) {
        return result.timeline().recoveryNanos().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", all answer after %d ms",
                        result.timeline().recoveryNanos().getAsLong() / 1_000_000);
    }

    /** Leaves a clean line behind. */
    void end() {
        err.erase();
    }

    private String position(int number) {
        return "[" + number + "/" + total + "]";
    }
}
