package io.seatrial.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final AtomicLong clock = new AtomicLong(1000);

    private History history(String... kinds) {
        clock.set(1000);
        History history = History.start(clock::get);
        for (String kind : kinds) {
            clock.addAndGet(10);
            history.record("worker", kind, "detail");
        }
        return history;
    }

    @Test
    void shouldCountTimeFromItsBeginning() {
        assertThat(history("bind", "bound").events())
                .containsExactly(new Event(10, "worker", "bind", "detail"), new Event(20, "worker", "bound", "detail"));
    }

    @Test
    void shouldHashOrderTimeAndText() {
        long hash = history("a", "b").hash();

        assertThat(history("a", "b").hash()).isEqualTo(hash);
        assertThat(history("b", "a").hash()).isNotEqualTo(hash);
        assertThat(history("ab").hash()).isNotEqualTo(hash);
        clock.set(0);
        History later = History.start(clock::get);
        later.record("worker", "a", "detail");
        later.record("worker", "b", "detail");
        assertThat(later.hash()).isNotEqualTo(hash);
    }

    /** The vectors of the algorithm's authors, so that the hash is the same on every machine and stays so. */
    @Test
    void shouldBeFnv1a() {
        assertThat(Fnv64.hex(new Fnv64().value())).isEqualTo("cbf29ce484222325");
        assertThat(Fnv64.hex(new Fnv64()
                        .update("foobar".getBytes(StandardCharsets.US_ASCII))
                        .value()))
                .isEqualTo("85944171f73967e8");
    }
}
