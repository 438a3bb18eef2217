package io.seatrial.testkit.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.forged.Defect;
import io.seatrial.testkit.forged.LifeCases;
import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plane does wrong between calls is seen by nobody but the recorders and the checkers. */
class ObservedPlaneTest {

    private static CaseResult live(Defect defect) {
        return LifeCases.run(defect).results().get(0);
    }

    @Test
    void shouldPassAPlaneThatKeepsItsPromisesAndRecordAllItDoes() {
        CaseResult result = live(Defect.NONE);

        assertThat(result.verdict()).isEqualTo(new Verdict.Passed());
        assertThat(result.recording().events())
                .extracting(Event::kind)
                .contains(
                        "bound",
                        "served",
                        "published",
                        "begun",
                        "returned",
                        "sent",
                        "delivered",
                        "handled",
                        "ended",
                        "generated",
                        "opened",
                        "asked",
                        "item",
                        "over");
    }

    @Test
    void shouldTellWhereAnEngineWasAsked() {
        assertThat(live(Defect.NONE).recording().events())
                .extracting(Event::fact)
                .filteredOn(Fact.Generated.class::isInstance)
                .singleElement(type(Fact.Generated.class))
                .satisfies(generated -> {
                    assertThat(generated.server()).isEqualTo("worker#1");
                    assertThat(generated.endpoint()).startsWith("seat/demo/count/");
                    assertThat(generated.request()).isEqualTo("req-1");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DELIVERS_AFTER_UNREGISTER | none once unregister had returned
                    DOES_NOT_DRAIN            | when unregister returned: expected none, but there were 1
                    FAILS_WITHOUT_A_TYPE      | an error of the plane's types, but it ended with a IOException
                    NEVER_ANSWERS             | but it never ended
                    ENDS_A_STREAM_TWICE       | exactly one outcome
                    PUBLISHES_ANOTHER_PORT    | the port that worker publishes for tcp: expected one of the bound ports
                    """)
    void shouldSeeWhatNoSingleCallShows(Defect defect, String sentence) {
        Verdict verdict = live(defect).verdict();

        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        Finding finding = ((Verdict.Failed) verdict).finding();
        assertThat(finding.kind())
                .as("with more time a request may still end")
                .isEqualTo(defect == Defect.NEVER_ANSWERS ? CaseFailure.Kind.TIMEOUT : CaseFailure.Kind.HISTORY);
        assertThat(finding.sentence()).contains(sentence);
    }
}
