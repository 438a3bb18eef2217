package io.seatrial.testkit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private static final List<String> NAMES = List.of("PORT-01", "SHARED-01", "SHARED-02", "SHARED-03", "SHARED-13");

    @Test
    void shouldProposeTheNearestFirst() {
        assertThat(Spelling.nearest("SHARD-03", NAMES)).first().isEqualTo("SHARED-03");
        assertThat(Spelling.nearest("PROT-01", NAMES)).containsExactly("PORT-01");
    }

    @Test
    void shouldProposeFew() {
        assertThat(Spelling.nearest("SHARED-00", NAMES)).hasSize(3).startsWith("SHARED-01");
    }

    @Test
    void shouldProposeNothingThatIsQuiteDifferent() {
        assertThat(Spelling.nearest("MIGRATION-7", NAMES)).isEmpty();
        assertThat(Spelling.nearest("", NAMES)).isEmpty();
    }
}
