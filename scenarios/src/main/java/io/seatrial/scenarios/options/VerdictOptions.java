package io.seatrial.scenarios.options;

import io.seatrial.testkit.rule.Labels;
import io.seatrial.testkit.run.Summary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What becomes of a run's verdicts: its exit code. */
public final class VerdictOptions {

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int INCONCLUSIVE = 2;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--strict", description = "Fail if a case is skipped.")
    private boolean strict;

    @Option(
            names = "--inconclusive",
            paramLabel = "fail|pass",
            description =
                    "What cases that the machine left undecided count as. Default: neither; the exit code is 2 if nothing failed.")
    private @Nullable String inconclusive;

    /** Creates the options, for the command line. */
    public VerdictOptions() {}

    /**
     * Returns the exit code that says so, for what counts as undecided.
     *
     * @throws ParameterException if the option has another value; to be asked before a run, too
     */
    public int undecided() {
        if (inconclusive == null) {
            return INCONCLUSIVE;
        }
        try {
            String meant = Labels.parse("policy", inconclusive, new String[] {"fail", "pass"}, label -> label);
            return meant.equals("fail") ? FAILED : PASSED;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--inconclusive: " + e.getMessage(), e);
        }
    }

    /** Returns the exit code of a run. */
    public int exitCode(Summary summary) {
        if (summary.failed() > 0 || (strict && summary.skipped() > 0)) {
            return FAILED;
        }
        return summary.inconclusive() > 0 ? undecided() : PASSED;
    }
}
