package io.seatrial.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.time.Budget;
import java.time.Duration;

/** Runs forged cases within short bounds. */
final class ForgedRuns {

    static final Budget SHORT =
            new Budget(Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofMillis(1500), Calibration.NONE);

    private ForgedRuns() {}

    static Verdict verdict(PlaneUnderTest plane, String rule) {
        return run(plane, options(rule)).results().get(0).verdict();
    }

    static Verdict.Failed failed(PlaneUnderTest plane, String rule) {
        Verdict verdict = verdict(plane, rule);
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }

    static RunOptions options(String... rules) {
        return RunOptions.of(Selection.DEFAULT.withRules(rules), 7).within(SHORT);
    }

    static RunResult run(PlaneUnderTest plane, RunOptions options) {
        return new CaseRunner(ForgedCatalog.ofForgedCases(), Networks.load()).run(plane, options, RunListener.NONE);
    }
}
