package io.seatrial.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.history.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortCheckerTest {

    private final ForgedHistory history = new ForgedHistory();

    @Test
    void shouldAcceptPortsThatAreBound() {
        history.add(new Fact.Bound("/127.0.0.1:7000", 7000)).served(7000).add(new Fact.Published("tcp", 7000));

        assertThat(history.judged()).isEmpty();
    }

    @Test
    void shouldTellAPublishedPortThatIsNotBound() {
        history.add(new Fact.Bound("/127.0.0.1:7000", 7000)).add(new Fact.Published("tcp", 8000));

        assertThat(history.judged())
                .containsExactly("the port that worker publishes for tcp: expected one of the bound ports [7000], "
                        + "but was 8000 at 1 us");
    }

    @Test
    void shouldTellAServerThatNamesAPortThatIsNotBound() {
        history.add(new Fact.Bound("/127.0.0.1:7000", 7000)).served(7001);

        assertThat(history.judged()).hasSize(1);
    }

    @Test
    void shouldNotJudgeServersWithoutListenersNorProcessesThatBindOutOfSight() {
        assertThat(history.served(8000).add(new Fact.Published("tcp", 8000)).judged())
                .isEmpty();
        assertThat(history.add(new Fact.Bound("/127.0.0.1:7000", 7000))
                        .served(0)
                        .judged())
                .isEmpty();
        assertThat(HistoryCheck.of(List.of(
                        new Event(0, "one", new Fact.Bound("/127.0.0.1:7000", 7000)),
                        new Event(1, "two", new Fact.Published("tcp", 8000)))))
                .isEmpty();
    }
}
