package io.seatrial.chaos.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.zoo.Catch;
import io.seatrial.testkit.zoo.Hunt;
import io.seatrial.testkit.zoo.Zoo;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Mutants that show with a back end alone, or under faults, are found by the rules that are there to find them; the others are tried in the
 * testkit.
 */
class RealTimeMutantsTest {

    private final ReferencePlane plane = new ReferencePlane();
    private final Hunt hunt = new Hunt(CaseCatalog.load(), plane, 1);

    /** Real time: what never happens is waited for. */
    @Tag("long")
    @Tag("zoo")
    @TestFactory
    Stream<DynamicTest> shouldFindEachMutantByItsRule() {
        return Zoo.all().stream()
                .filter(mutant -> mutant.network() == NetworkKind.PROXIED
                        || !plane.backends(mutant.transport()).isEmpty())
                .map(mutant -> DynamicTest.dynamicTest(mutant.id() + " by " + mutant.rule(), () -> {
                    Catch found = hunt.byItsRule(mutant);
                    found.skipped().ifPresent(RealBackends::absent);
                    assertThat(found.outcome())
                            .as(
                                    "%s%n%s is to say \"%s\", and said %s",
                                    mutant.bug(), mutant.rule(), mutant.says(), found.told())
                            .isEqualTo(Catch.Outcome.KILLED);
                }));
    }
}
