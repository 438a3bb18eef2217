package io.seatrial.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HistoryLinesTest {

    private static final List<Fact> FACTS = List.of(
            new Fact.Note("bind", "x\n\u2028\u00e9 \ud800"),
            new Fact.Note("sent", "by a case"),
            new Fact.Bound("/127.0.0.1:1", 1),
            new Fact.Served("worker#1", 1),
            new Fact.Published("tcp", 1),
            new Fact.Begun(1, Fact.Action.REGISTER, "worker#1", "a/b/c/1"),
            new Fact.Returned(1, true, 2),
            new Fact.Delivered(2, "worker#1", "a/b/c/1"),
            new Fact.Handled(2),
            new Fact.Generated("worker#1", "a/b/c/1", "req-1"),
            new Fact.Sent(3, "127.0.0.1:1/1/c"),
            new Fact.Opened(3),
            new Fact.Asked(3, Long.MAX_VALUE),
            new Fact.Item(3),
            new Fact.Ended(3, Fact.Ending.TYPED_ERROR, "Disconnected"),
            new Fact.Over());

    private static HistoryLines lines() {
        List<Event> events = new ArrayList<>();
        FACTS.forEach(fact -> events.add(new Event(events.size(), "worker", fact)));
        HistoryHeader header = new HistoryHeader(
                HistoryLines.SCHEMA,
                "ForgedCases.shouldPass",
                "tcp",
                "loopback",
                "reference",
                -7,
                History.hashHex(events));
        return new HistoryLines(header, events);
    }

    @Test
    void shouldKnowEveryKindOfFact() {
        assertThat(FACTS.stream().<Class<?>>map(Fact::getClass).distinct())
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
        assertThat(FACTS.stream().filter(fact -> !(fact instanceof Fact.Note)).map(Fact::kind))
                .allSatisfy(kind -> assertThat(kind).isEqualTo(kind.toLowerCase(Locale.ROOT)));
    }

    @Test
    void shouldReadWhatItWrote() {
        HistoryLines read = HistoryLines.read(lines().write());

        assertThat(read).isEqualTo(lines());
        assertThat(History.hashHex(read.events())).isEqualTo(read.header().hash());
    }

    @Test
    void shouldWriteALineForEachEventInAscii() {
        String text = lines().write();

        assertThat(text.lines()).hasSize(FACTS.size() + 1);
        assertThat(text).matches(all -> all.chars().allMatch(c -> c < 128));
        assertThat(text)
                .contains(
                        "{\"at\":10,\"actor\":\"worker\",\"kind\":\"sent\",\"request\":3,\"to\":\"127.0.0.1:1/1/c\"}\n");
    }

    @Test
    void shouldTakeWhatALaterVersionAddsForANote() {
        String text = lines().write() + "{\"at\":99,\"actor\":\"x\",\"kind\":\"crashed\",\"exit\":9}\n";

        assertThat(HistoryLines.read(text).events())
                .last()
                .isEqualTo(
                        new Event(99, "x", "crashed", "{\"at\":99,\"actor\":\"x\",\"kind\":\"crashed\",\"exit\":9}"));
    }

    @Test
    void shouldNameTheLineThatItCannotRead() {
        String head = lines().write().lines().findFirst().orElseThrow();
        for (String bad : Arrays.asList(
                "{",
                "[]",
                "{\"actor\":\"x\",\"kind\":\"y\"}",
                "{\"at\":1,\"actor\":\"x\",\"kind\":\"ended\",\"ending\":\"SAD\"}")) {
            assertThatThrownBy(() -> HistoryLines.read(head + "\n" + bad + "\n"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("line 2: ");
        }
        assertThatThrownBy(() -> HistoryLines.read("")).hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> HistoryLines.read(head.replace("history/1", "history/2")))
                .hasMessageContaining("expected the schema seatrial-history/1");
    }
}
