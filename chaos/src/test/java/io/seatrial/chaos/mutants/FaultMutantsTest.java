package io.seatrial.chaos.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Zoo;
import org.junit.jupiter.api.Test;

/** What the zoo has of the mutants that show under faults. */
class FaultMutantsTest {

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
