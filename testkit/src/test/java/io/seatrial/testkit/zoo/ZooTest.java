package io.seatrial.testkit.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.backend.Backends;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.reference.ReferencePlane;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each mutant is found by the rule that is there to find it, with a message from which the bug can be told. Those that need a back end are
 * tried where back ends are: in the module that provides them.
 */
class ZooTest {

    private final ReferencePlane plane = new ReferencePlane();
    private final Hunt hunt = new Hunt(CaseCatalog.load(), plane, Backends.NONE, 1);

    @Tag("zoo")
    @TestFactory
    Stream<DynamicTest> shouldFindEachMutantByItsRule() {
        return Zoo.all().stream()
                .filter(mutant -> plane.backends(mutant.transport()).isEmpty())
                .map(mutant -> DynamicTest.dynamicTest(mutant.id() + " by " + mutant.rule(), () -> {
                    Catch found = hunt.byItsRule(mutant);
                    assertThat(found.outcome())
                            .as(
                                    "%s%n%s is to say \"%s\", and said %s",
                                    mutant.bug(), mutant.rule(), mutant.says(), found.told())
                            .isEqualTo(Catch.Outcome.KILLED);
                }));
    }

    @Test
    void shouldSkipAMutantForWantOfABackEnd() {
        Mutant needy = Zoo.all().stream()
                .filter(mutant -> mutant.transport().equals(PlaneMode.NATS))
                .findFirst()
                .orElseThrow();
        Catch missed = hunt.byItsRule(needy);
        KillMatrix matrix = new KillMatrix(List.of(missed), CaseCatalog.load().rules());

        assertThat(missed.outcome()).isEqualTo(Catch.Outcome.SKIPPED);
        assertThat(matrix.complete()).isTrue();
        assertThat(matrix.skipReasons()).singleElement().asString().contains("no back end 'nats'");
        assertThat(matrix.untriedRules()).containsExactly(needy.rule());
        assertThat(matrix.idleRules()).contains("FRAME-01").doesNotContain(needy.rule());
    }

    @Test
    void shouldNameEachMutantOnce() {
        assertThat(Zoo.all()).extracting(Mutant::id).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(40);
    }
}
