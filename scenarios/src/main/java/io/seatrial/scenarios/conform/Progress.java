package io.seatrial.scenarios.conform;

import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.Verdict;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows how a run goes: on a terminal one line that is written over, else a line for each case. What did not pass keeps a line of its own
 * in either form.
 */
final class Progress implements RunListener {

    /** Set by the launcher if standard error is a terminal; the JVM of JDK 22 and later cannot tell. */
    private static final String TERMINAL_PROPERTY = "seatrial.terminal";

    private static final String ERASE_LINE = "\r\033[K";
    private static final int LINE_LENGTH = 110;

    private final PrintWriter err;
    private final boolean terminal;
    private int total;
    private int ended;

    Progress(PrintWriter err) {
        this(err, Boolean.getBoolean(TERMINAL_PROPERTY));
    }

    Progress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void begun(int runs, long seed, Calibration calibration) {
        total = runs;
        err.println(runs + " cases, seed " + seed);
        err.flush();
    }

    @Override
    public void noted(String line) {
        err.println(line);
        err.flush();
    }

    @Override
    public void started(PlannedRun run) {
        if (terminal) {
            err.print(ERASE_LINE + clipped(position(ended + 1) + " " + name(run)));
            err.flush();
        }
    }

    @Override
    public void finished(CaseResult result) {
        ended++;
        boolean passed = result.verdict() instanceof Verdict.Passed;
        if (terminal && passed) {
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
        err.println(terminal ? ERASE_LINE + line : line);
        err.flush();
    }

    /** Leaves a clean line behind. */
    void end() {
        if (terminal) {
            err.print(ERASE_LINE);
            err.flush();
        }
    }

    private String position(int number) {
        return "[" + number + "/" + total + "]";
    }

    private static String name(PlannedRun run) {
        return run.rule().id() + " " + run.transport() + " " + run.network() + " " + run.profile();
    }

    private static String clipped(String line) {
        return line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH);
    }
}
