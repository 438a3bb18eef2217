package io.seatrial.routing;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Whatever happens in whatever order, the router knows and chooses whom its model says: in turn or at random nobody who is passed over, and
 * an error that says why if nobody is left. Time is virtual. A failed run prints its seed.
 */
class RouterModelTest {

    private static final int MOST_STEPS = 120;

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void shouldChooseWhomItsModelSays(@ForAll("shapes") RouterShape shape, @ForAll("steps") List<RouterStep> steps) {
        play(shape, steps);
    }

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    @Tag("long")
    void shouldChooseWhomItsModelSaysForLong(
            @ForAll("shapes") RouterShape shape, @ForAll("steps") List<RouterStep> steps) {
        play(shape, steps);
    }

    private static void play(RouterShape shape, List<RouterStep> steps) {
        try (RouterRun run = new RouterRun(shape)) {
            steps.forEach(run::take);
            run.end();
        }
    }

    @Provide
    Arbitrary<RouterShape> shapes() {
        return RouterShape.all();
    }

    @Provide
    Arbitrary<List<RouterStep>> steps() {
        return RouterStep.runs(MOST_STEPS);
    }
}
