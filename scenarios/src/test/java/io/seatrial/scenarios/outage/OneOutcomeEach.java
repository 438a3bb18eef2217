package io.seatrial.scenarios.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.check.HistoryCheck;
import io.seatrial.testkit.check.Violation;
import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.history.Fact;
import java.util.ArrayList;
import java.util.List;

/** The judgement on a recorded load, by a checker that is seen to find what is wrong in this very history. */
final class OneOutcomeEach {

    private OneOutcomeEach() {}

    /** Requires that each request of a history ended exactly once. */
    static void in(List<Event> history) {
        assertThat(judged(history)).isEmpty();

        int outcome = someOutcome(history);
        List<Event> lost = new ArrayList<>(history);
        lost.remove(outcome);
        assertThat(judged(lost)).singleElement().asString().contains("never ended");

        List<Event> twice = new ArrayList<>(history);
        twice.add(outcome, history.get(outcome));
        assertThat(judged(twice)).singleElement().asString().contains("exactly one outcome");
    }

    private static List<String> judged(List<Event> history) {
        return HistoryCheck.of(history).stream().map(Violation::sentence).toList();
    }

    private static int someOutcome(List<Event> history) {
        for (int i = history.size() / 2; i < history.size(); i++) {
            if (history.get(i).fact() instanceof Fact.Ended) {
                return i;
            }
        }
        throw new AssertionError("no request ended in the second half of " + history.size() + " events");
    }
}
