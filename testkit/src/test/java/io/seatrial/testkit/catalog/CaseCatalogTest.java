package io.seatrial.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.forged.ForgedCatalog;
import org.junit.jupiter.api.Test;

class CaseCatalogTest {

    private static final String RULES = """
            subject: Forged
            defaults:
              level: MUST
              profiles: [reference, dynamo-1.0]
              networks: [loopback, simulated]
              transports: [tcp, http]
              text: x
              why: x
              source: x
              hint: x
            rules:
              - id: FORGED-01
              - {id: FORGED-02, level: SHOULD}
              - {id: FORGED-03, untestable: nobody can see it}
            """;

    public static final class Good {
        @Case(rule = "FORGED-01")
        public void shouldBeGood2Times(Trial trial) {}

        @Case(rule = "FORGED-01", title = "another word")
        public void shouldBeAnother(Trial trial) {}
    }

    public static final class Narrow {
        @Case(rule = "FORGED-01", networks = "loopback", transports = "tcp")
        public void shouldBeNarrow(Trial trial) {}
    }

    public static final class Homonyms {
        public static final class Good {
            @Case(rule = "FORGED-01")
            public void shouldBeAnother(Trial trial) {}
        }
    }

    public static final class WithoutRule {
        @Case(rule = {})
        public void shouldNameNothing(Trial trial) {}
    }

    public static final class UnknownRule {
        @Case(rule = "FORGED-99")
        public void shouldNameWhatThereIsNot(Trial trial) {}
    }

    public static final class Untestable {
        @Case(rule = "FORGED-03")
        public void shouldTryTheImpossible(Trial trial) {}
    }

    public static final class Elsewhere {
        @Case(rule = "FORGED-01", transports = "nats")
        public void shouldBeElsewhere(Trial trial) {}
    }

    public static final class NotRunnable {
        @Case(rule = "FORGED-01")
        void shouldBePublic(Trial trial) {}
    }

    public static final class Empty {}

    @Test
    void shouldOrderTheCasesOfAClassByName() {
        CaseCatalog catalog = ForgedCatalog.of(RULES, Good.class);

        assertThat(catalog.cases())
                .extracting(CaseMethod::id)
                .containsExactly("Good.shouldBeAnother", "Good.shouldBeGood2Times");
        assertThat(catalog.cases())
                .extracting(CaseMethod::title)
                .containsExactly("another word", "should be good 2 times");
    }

    @Test
    void shouldRefuseCasesThatCannotBeUsed() {
        assertThatThrownBy(() -> ForgedCatalog.of(RULES, WithoutRule.class))
                .hasMessage("case WithoutRule.shouldNameNothing names no rule");
        assertThatThrownBy(() -> ForgedCatalog.of(RULES, UnknownRule.class))
                .hasMessage("case UnknownRule.shouldNameWhatThereIsNot names rule 'FORGED-99', which there is not");
        assertThatThrownBy(() -> ForgedCatalog.of(RULES, Untestable.class))
                .hasMessageContaining("tries rule FORGED-03, which is said to be untestable");
        assertThatThrownBy(() -> ForgedCatalog.of(RULES, Elsewhere.class))
                .hasMessageContaining("narrows to what rule FORGED-01 is not about");
        assertThatThrownBy(() -> ForgedCatalog.of(RULES, NotRunnable.class))
                .hasMessageStartingWith("case NotRunnable.shouldBePublic cannot be run: expected 'public void");
        assertThatThrownBy(() -> ForgedCatalog.of(RULES, Empty.class)).hasMessageContaining("has no cases");
        assertThatThrownBy(() -> ForgedCatalog.of(RULES, Good.class, Homonyms.Good.class))
                .hasMessageStartingWith("two cases have the id Good.shouldBeAnother: in ");
    }

    @Test
    void shouldFindAMustThatNoCaseTries() {
        assertThat(Coverage.gaps(ForgedCatalog.of(RULES)))
                .containsExactly("rule FORGED-01 is a testable MUST and has no case");
    }

    @Test
    void shouldFindWhereARuleIsSaidToHoldAndNotTried() {
        assertThat(Coverage.gaps(ForgedCatalog.of(RULES, Narrow.class)))
                .containsExactly(
                        "rule FORGED-01 is declared for network simulated, where no case tries it",
                        "rule FORGED-01 is declared for transport http, where no case tries it");
    }

    @Test
    void shouldFindNoGapWhereThereIsNone() {
        assertThat(Coverage.gaps(ForgedCatalog.of(RULES, Good.class))).isEmpty();
    }
}
