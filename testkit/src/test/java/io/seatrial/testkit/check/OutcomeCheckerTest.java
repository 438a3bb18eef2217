package io.seatrial.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.history.Fact.Ending;
import org.junit.jupiter.api.Test;

class OutcomeCheckerTest {

    private final ForgedHistory history = new ForgedHistory();

    @Test
    void shouldAcceptEachWayToEndOnce() {
        history.sent(1).ended(1, Ending.REPLY);
        history.sent(2).ended(2, Ending.TYPED_ERROR);
        history.sent(3).ended(3, Ending.CANCELLED);
        history.sent(4).opened(4).asked(4, 3).item(4).item(4).ended(4, Ending.REPLY);
        history.sent(5).opened(5).asked(5, Long.MAX_VALUE).asked(5, 1).item(5).ended(5, Ending.TYPED_ERROR);

        assertThat(history.over().judged()).isEmpty();
    }

    @Test
    void shouldNotMindWhatWasUnderWayWhenTheCallerGaveUp() {
        history.sent(1).opened(1).asked(1, 2).ended(1, Ending.CANCELLED).item(1).ended(1, Ending.REPLY);
        history.sent(2).opened(2).asked(2, 1).item(2).ended(2, Ending.REPLY).ended(2, Ending.CANCELLED);
        history.sent(3).opened(3).asked(3, 2).ended(3, Ending.CANCELLED);

        assertThat(history.over().judged()).isEmpty();
    }

    @Test
    void shouldNotMindAStreamThatNobodyReads() {
        history.sent(1).opened(1);
        history.sent(2).opened(2).asked(2, 1).item(2);

        assertThat(history.over().judged()).isEmpty();
    }

    @Test
    void shouldNotMindWhatIsUnderWayWhenTheHistoryBreaksOff() {
        assertThat(history.sent(1).judged()).isEmpty();
    }

    @Test
    void shouldTellARequestThatNeverEnds() {
        assertThat(history.sent(1).over().judged())
                .containsExactly(
                        "request 1 to nowhere: expected a reply, an error or a cancel, but it never ended at 1 us");
    }

    @Test
    void shouldTellAStreamThatOwesItemsAndNeverEnds() {
        assertThat(history.sent(1).opened(1).asked(1, 2).item(1).over().judged())
                .singleElement()
                .asString()
                .contains("its stream never ended");
    }

    @Test
    void shouldTellTwoEnds() {
        assertThat(history.sent(1)
                        .ended(1, Ending.REPLY)
                        .ended(1, Ending.TYPED_ERROR)
                        .over()
                        .judged())
                .containsExactly("request 1 to nowhere: expected exactly one outcome, but it ended with a typed error "
                        + "after a reply at 2 us");
    }

    @Test
    void shouldTellTwoEndsAfterACancel() {
        assertThat(history.sent(1)
                        .ended(1, Ending.CANCELLED)
                        .ended(1, Ending.REPLY)
                        .ended(1, Ending.REPLY)
                        .judged())
                .singleElement()
                .asString()
                .contains("exactly one outcome");
    }

    @Test
    void shouldTellAnErrorWithoutAType() {
        assertThat(history.sent(1).ended(1, Ending.OTHER_ERROR).over().judged())
                .singleElement()
                .asString()
                .contains("expected an error of the plane's types, but it ended with a IOException");
    }

    @Test
    void shouldLetAConsumerThatAsksForNothingBeToldSo() {
        assertThat(history.sent(1)
                        .opened(1)
                        .asked(1, 0)
                        .ended(1, Ending.OTHER_ERROR)
                        .over()
                        .judged())
                .isEmpty();
    }

    @Test
    void shouldTellAConsumerThatAsksForNothingAndIsNotToldSo() {
        assertThat(history.sent(1).opened(1).asked(1, -1).over().judged())
                .singleElement()
                .asString()
                .contains("its stream never ended");
    }

    @Test
    void shouldTellWhatComesWithoutARequest() {
        history.ended(1, Ending.REPLY).opened(2).asked(3, 1).item(4);

        assertThat(history.judged())
                .hasSize(4)
                .allMatch(sentence -> sentence.contains("no reply to what was never sent"));
    }

    @Test
    void shouldTellARequestThatIsSentTwice() {
        assertThat(history.sent(1).sent(1).judged()).singleElement().asString().contains("was sent again");
    }

    @Test
    void shouldTellAStreamThatOpensTwiceOrTooLate() {
        history.sent(1).opened(1).opened(1);
        history.sent(2).ended(2, Ending.TYPED_ERROR).opened(2);

        assertThat(history.judged()).hasSize(2);
        assertThat(history.judged().get(0)).contains("it opened twice");
        assertThat(history.judged().get(1)).contains("it opened after a typed error");
    }

    @Test
    void shouldTellAnItemThatComesTooEarlyUnaskedOrTooLate() {
        history.sent(1).asked(1, 1).item(1);
        history.sent(2).opened(2).asked(2, 1).item(2).item(2);
        history.sent(3).opened(3).asked(3, 2).ended(3, Ending.REPLY).item(3);

        assertThat(history.judged()).hasSize(3);
        assertThat(history.judged().get(0)).contains("an item came first");
        assertThat(history.judged().get(1)).contains("no more items than the 1 asked for, but item 2 came");
        assertThat(history.judged().get(2)).contains("an item came after a reply");
    }

    @Test
    void shouldCountWhatIsUnderWay() {
        HistoryCheck check = new HistoryCheck();
        history.sent(1).sent(2).ended(1, Ending.REPLY).events().forEach(check::accept);

        assertThat(check.underWay()).isEqualTo(1);
    }
}
