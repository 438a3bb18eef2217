package io.seatrial.chaos.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.zoo.Catch;
import io.seatrial.testkit.zoo.Hunt;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Zoo;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each mutant that shows under faults is found by the rule that is there to find it, with a message from which the bug can be told. */
class FaultMutantsTest {

    private final ReferencePlane plane = new ReferencePlane();
    private final Hunt hunt = new Hunt(CaseCatalog.load(), plane, 1);

    /** Real time: what never happens is waited for. Those that need a back end are tried where all such are. */
    @Tag("zoo")
    @Tag("long")
    @TestFactory
    Stream<DynamicTest> shouldFindEachMutantByItsRule() {
        return new FaultMutants()
                .mutants().stream()
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
    void shouldBeInTheZooWithTheRuleThatFindsIt() {
        assertThat(Zoo.all())
                .containsAll(new FaultMutants().mutants())
                .extracting(Mutant::id)
                .doesNotHaveDuplicates();
        assertThat(new FaultMutants().mutants())
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(mutant -> assertThat(mutant.seenBy()).contains(mutant.rule()));
    }
}
