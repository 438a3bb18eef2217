package io.seatrial.testkit.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.rule.RuleCatalog;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether a rule finds a mutant is known when each was run against each; what can be told without that is told here. */
class IdleRulesTest {

    private final RuleCatalog catalog = CaseCatalog.load().rules();

    @Test
    void shouldAskForAReason() {
        assertThat(IdleRules.of(List.of("FRAME-01 FRAME-05: a reason")).faults(Set.of("FRAME-01", "FRAME-05"), catalog))
                .isEmpty();
        assertThat(IdleRules.of(List.of()).faults(Set.of("FRAME-01"), catalog))
                .singleElement()
                .asString()
                .contains("FRAME-01", "finds no mutant", IdleRules.FILE);
    }

    @Test
    void shouldRefuseAReasonThatIsOutOfDate() {
        assertThat(IdleRules.of(List.of("FRAME-01: a reason")).faults(Set.of(), catalog))
                .singleElement()
                .asString()
                .contains("FRAME-01 finds a mutant");
        assertThat(IdleRules.of(List.of("FRAME-9999: a reason")).faults(Set.of(), catalog))
                .singleElement()
                .asString()
                .contains("FRAME-9999, which is no MUST rule");
    }

    @Test
    void shouldRefuseLinesWithoutAReason() {
        assertThatThrownBy(() -> IdleRules.of(List.of("FRAME-01:"))).hasMessageContaining("FRAME-01");
        assertThatThrownBy(() -> IdleRules.of(List.of("FRAME-01: one", "FRAME-01: another")))
                .hasMessageContaining("two reasons");
    }

    @Test
    void shouldGiveNoReasonForARuleThatAMutantNames() {
        Set<String> rules = IdleRules.load().rules();
        assertThat(Zoo.all()).extracting(Mutant::rule).isNotEmpty().noneMatch(rules::contains);
        assertThat(rules)
                .allSatisfy(rule -> assertThat(catalog.find(rule).filter(IdleRules::isHeld))
                        .as("the MUST rule %s", rule)
                        .isPresent());
    }
}
