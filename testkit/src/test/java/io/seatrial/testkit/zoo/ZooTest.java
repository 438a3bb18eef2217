package io.seatrial.testkit.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.reference.ReferencePlane;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each mutant is found by the rule that is there to find it, with a message from which the bug can be told. */
class ZooTest {

    private final Hunt hunt = new Hunt(CaseCatalog.load(), new ReferencePlane(), 1);

    @TestFactory
    Stream<DynamicTest> shouldFindEachMutantByItsRule() {
        return Zoo.all().stream()
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
    void shouldNameEachMutantOnce() {
        assertThat(Zoo.all()).extracting(Mutant::id).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(40);
    }
}
