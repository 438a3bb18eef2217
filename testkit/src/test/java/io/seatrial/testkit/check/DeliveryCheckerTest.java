package io.seatrial.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.history.Fact.Action;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryCheckerTest {

    private final ForgedHistory history = new ForgedHistory().served(0).call(1, Action.REGISTER, "a");

    @Test
    void shouldAcceptALifeInOrder() {
        history.delivered(10, "a").begun(2, Action.UNREGISTER, "a").handled(10).returned(2, 0);
        history.call(3, Action.REGISTER, "a").delivered(11, "a").handled(11);
        history.call(4, Action.CLOSE, "");

        assertThat(history.over().judged()).isEmpty();
    }

    @Test
    void shouldAcceptDeliveriesToOthersAndDuringUnregister() {
        history.call(2, Action.REGISTER, "b").begun(3, Action.UNREGISTER, "a");
        history.delivered(10, "a").handled(10).returned(3, 0).delivered(11, "b").handled(11);

        assertThat(history.judged()).isEmpty();
    }

    @Test
    void shouldTellADeliveryAfterUnregisterReturned() {
        assertThat(history.call(2, Action.UNREGISTER, "a").delivered(10, "a").judged())
                .containsExactly(
                        "deliveries at worker#1 a: expected none once unregister had returned, but there was one at 5 us");
    }

    @Test
    void shouldTellAnEngineThatIsAskedAfterUnregisterReturned() {
        history.call(2, Action.UNREGISTER, "a").add(new Fact.Generated("worker#1", "a", "req-1"));
        history.add(new Fact.Generated("", "", "req-2"));

        assertThat(history.judged()).hasSize(1);
    }

    @Test
    void shouldTellADeliveryAfterCloseReturned() {
        assertThat(history.call(2, Action.CLOSE, "").delivered(10, "a").judged())
                .singleElement()
                .asString()
                .contains("none once close had returned");
    }

    @Test
    void shouldAcceptDeliveriesAgainFromTheMomentOfANewRegistration() {
        history.call(2, Action.UNREGISTER, "a").begun(3, Action.REGISTER, "a").delivered(10, "a");

        assertThat(history.judged()).isEmpty();
    }

    @Test
    void shouldNotJudgeAnUnregisterBesideARegistration() {
        history.begun(2, Action.UNREGISTER, "a").begun(3, Action.REGISTER, "a").returned(2, 0);
        history.delivered(10, "a").returned(3, 0);
        history.begun(4, Action.REGISTER, "b").begun(5, Action.UNREGISTER, "b").returned(5, 0);
        history.delivered(11, "b");

        assertThat(history.judged()).isEmpty();
    }

    @Test
    void shouldNotJudgeAnUnregisterThatFailed() {
        assertThat(history.begun(2, Action.UNREGISTER, "a")
                        .failed(2)
                        .delivered(10, "a")
                        .judged())
                .isEmpty();
    }

    @Test
    void shouldTellWhatRunsWhenUnregisterOrCloseReturns() {
        history.delivered(10, "a").call(2, Action.UNREGISTER, "a").call(3, Action.CLOSE, "");

        assertThat(history.judged())
                .containsExactly(
                        "requests that ran at worker#1 a when unregister returned: expected none, but there were 1 at 5 us",
                        "requests that ran at worker#1 when close returned: expected none, but there were 1 at 7 us");
    }

    @Test
    void shouldAcceptWhatIsToldAsLeft() {
        history.delivered(10, "a")
                .delivered(11, "a")
                .begun(2, Action.UNREGISTER, "a")
                .returned(2, 3);
        history.delivered(12, "a").handled(10);
        assertThat(history.judged()).as("one was left that had not begun").isEmpty();

        assertThat(history.delivered(13, "a").judged()).hasSize(1);
    }

    @Test
    void shouldTellAReportThatCountsTooFew() {
        history.delivered(10, "a").delivered(11, "a").begun(2, Action.CLOSE, "").returned(2, 1);

        assertThat(history.judged())
                .singleElement()
                .asString()
                .contains("expected the 1 that it says it left, but there were 2");
    }

    @Test
    void shouldHoldTheCloseOfAProcessToAllItsServersAndToNoOthers() {
        List<Event> events = new ArrayList<>();
        events.add(new Event(0, "one", new Fact.Served("one#1", 0)));
        events.add(new Event(1, "two", new Fact.Served("two#1", 0)));
        events.add(new Event(2, "one", new Fact.Delivered(10, "one#1", "a")));
        events.add(new Event(3, "two", new Fact.Delivered(11, "two#1", "a")));
        events.add(new Event(4, "two", new Fact.Begun(1, Action.CLOSE, "", "")));
        events.add(new Event(5, "two", new Fact.Returned(1, true, 0)));

        assertThat(HistoryCheck.of(events))
                .extracting(Violation::sentence)
                .containsExactly(
                        "requests that ran at two when close returned: expected none, but there were 1 at 0 us");
    }
}
