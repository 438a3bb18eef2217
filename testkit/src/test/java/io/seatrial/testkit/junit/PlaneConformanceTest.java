package io.seatrial.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.ABORTED;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.forged.ForgedCases;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.forged.ForgedPlane;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

class PlaneConformanceTest {

    private static final String[] PROPERTIES = {
        Properties.RULES,
        Properties.NETWORKS,
        Properties.PROFILES,
        Properties.SEED,
        Properties.INCONCLUSIVE,
        Properties.REPORT
    };

    /** A test class as a third party writes it, but with forged cases. */
    static class Forged extends PlaneConformance {
        @Override
        protected PlaneUnderTest plane() {
            return ForgedPlane.idle().without(Capability.RESPONSE_CALLER);
        }

        @Override
        protected CaseCatalog catalog() {
            return ForgedCatalog.ofForgedCases();
        }

        @Override
        protected Selection selection(PlaneUnderTest plane) {
            return super.selection(plane)
                    .without("FORGED-05", "FORGED-06", "FORGED-07", "FORGED-08", "FORGED-09", "FORGED-10", "FORGED-11");
        }

        @Override
        protected String knownFailing() {
            return "forged-known-failing.yaml";
        }
    }

    @BeforeEach
    @AfterEach
    void forgetTheProperties() {
        for (String property : PROPERTIES) {
            System.clearProperty(property);
        }
    }

    @Test
    void shouldShowEachRuleAsATestWithItsIdAndText() {
        JUnitRun run = JUnitRun.of(Forged.class);

        assertThat(run.brokenContainers()).isEmpty();
        assertThat(run.containers()).contains("Forged", "Known failures", "rules");
        assertThat(run.names())
                .hasSize(9)
                .contains(
                        "FORGED-01 tcp loopback reference: The rule number 1. (ForgedCases.shouldPass)",
                        "FORGED-12 tcp loopback reference: The rule number 12. (ForgedCases.shouldTryTwoRulesAtOnce)",
                        "FORGED-13 tcp loopback reference: The rule number 13. (ForgedCases.shouldTryTwoRulesAtOnce)");
        assertThat(run.status("FORGED-01")).isEqualTo(SUCCESSFUL);
        assertThat(run.status("FORGED-13")).isEqualTo(SUCCESSFUL);
    }

    @Test
    void shouldTellAFailureWithAllThatHelpsToMendIt() {
        AssertionFailedError failure =
                (AssertionFailedError) JUnitRun.of(Forged.class).thrown("FORGED-15");

        assertThat(failure.getMessage())
                .startsWith("FORGED-15, the case: expected no exception, but threw StackOverflowError: forged\n")
                .contains(
                        "  expected  no exception\n", "  rule      MUST: The rule number 15.\n", "  source    forged\n")
                .contains("  check     nothing\n")
                .contains("  repeat    mvn test -Dtest=Forged -Dseatrial.rules=FORGED-15 -Dseatrial.transports=tcp "
                        + "-Dseatrial.networks=loopback -Dseatrial.profiles=reference -Dseatrial.seed=1");
        assertThat(failure.getExpected().getStringRepresentation()).isEqualTo("no exception");
    }

    @Test
    void shouldPointAtTheLineOfTheCase() {
        System.setProperty(Properties.RULES, "FORGED-15");

        assertThat(JUnitRun.of(Forged.class).thrown("FORGED-15").getStackTrace())
                .singleElement()
                .satisfies(frame -> {
                    assertThat(frame.getClassName()).isEqualTo(ForgedCases.class.getName());
                    assertThat(frame.getMethodName()).isEqualTo("shouldThrowAnError");
                    assertThat(frame.getFileName()).isEqualTo("ForgedCases.java");
                    assertThat(frame.getLineNumber()).isPositive();
                });
    }

    @Test
    void shouldAbortWhatSaysNothingAboutThePlaneAndNeverShowItGreen() {
        JUnitRun run = JUnitRun.of(Forged.class);

        assertThat(run.status("FORGED-04")).isEqualTo(ABORTED);
        assertThat(run.thrown("FORGED-04")).hasMessage("nothing to say");
        assertThat(run.status("FORGED-14")).isEqualTo(ABORTED);
        assertThat(run.thrown("FORGED-14")).hasMessage("the plane 'forged' does not declare [response-caller]");
    }

    @Test
    void shouldHoldTheListOfKnownFailuresToWhatItSays() {
        JUnitRun run = JUnitRun.of(Forged.class);

        assertThat(run.status("FORGED-02")).as("fails as the list says").isEqualTo(ABORTED);
        assertThat(run.thrown("FORGED-02"))
                .hasMessage(
                        "known failing since 1.0, #7, being fixed: number of listening ports: expected 1, but was 2");
        assertThat(run.status("FORGED-03")).as("fails in another way").isEqualTo(FAILED);
        assertThat(run.status("'NONE-*' matches a case")).isEqualTo(FAILED);
    }

    @Test
    void shouldRunWhatIsSelectedInAnOrderThatTheSeedGives() {
        System.setProperty(Properties.RULES, "FORGED-01, FORGED-1?");
        assertThat(JUnitRun.of(Forged.class).names()).hasSize(6);

        assertThat(namesOf("3")).isEqualTo(namesOf("3")).isNotEqualTo(namesOf("4"));
        assertThat(namesOf("3")).containsExactlyInAnyOrderElementsOf(namesOf("4"));
    }

    private static List<String> namesOf(String seed) {
        System.setProperty(Properties.SEED, seed);
        return JUnitRun.of(Forged.class).names();
    }

    @Test
    void shouldFailRatherThanTryNothing() {
        System.setProperty(Properties.RULES, "FORGED-01");
        System.setProperty(Properties.NETWORKS, "simulated");
        assertThat(JUnitRun.of(Forged.class).thrown("nothing to try")).hasMessageContaining("No selected rule");

        System.setProperty(Properties.RULES, "FROGED-*");
        assertThat(JUnitRun.of(Forged.class).brokenContainers())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessage("No rule matches FROGED-*"));
    }

    @Test
    void shouldRefuseALineThatItCannotRead() {
        System.setProperty(Properties.INCONCLUSIVE, "maybe");

        assertThat(JUnitRun.of(Forged.class).brokenContainers())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessageContaining("unknown seatrial.inconclusive 'maybe'"));
    }

    /** Names a list that is not there. */
    static final class Listless extends Forged {
        @Override
        protected String knownFailing() {
            return "no-such-list.yaml";
        }
    }

    @Test
    void shouldMissAListThatIsNamed() {
        assertThat(JUnitRun.of(Listless.class).brokenContainers())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessageContaining("there is no resource no-such-list.yaml"));
    }

    @Test
    void shouldWriteReportsWhereSomebodyWantsThem(@TempDir Path directory) {
        System.setProperty(Properties.RULES, "FORGED-01");
        System.setProperty(Properties.REPORT, directory.toString());

        JUnitRun.of(Forged.class);

        assertThat(directory.resolve("results.json")).content().contains("\"FORGED-01\"");
        assertThat(directory.resolve("history/ForgedCases.shouldPass-tcp-loopback-reference.jsonl"))
                .isRegularFile();
    }

    /** Counts how often a plane is made. */
    static final class Counting extends Forged {
        static final AtomicInteger MADE = new AtomicInteger();

        @Override
        protected PlaneUnderTest plane() {
            MADE.incrementAndGet();
            return super.plane();
        }
    }

    @Test
    void shouldRunEachCaseOnceWithAFreshPlane() {
        System.setProperty(Properties.RULES, "FORGED-01,FORGED-12,FORGED-13");
        Counting.MADE.set(0);

        assertThat(JUnitRun.of(Counting.class).names())
                .as("two rules are one case")
                .hasSize(4);

        assertThat(Counting.MADE).as("one to ask, one for each of two cases").hasValue(3);
    }
}
