package io.seatrial.testkit.zoo;

import io.seatrial.testkit.backend.Backends;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.run.CaseRunner;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.RunOptions;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.time.Budget;

/** Runs the catalogue against mutants of a plane. */
public final class Hunt {

    private final CaseCatalog catalog;
    private final CaseRunner runner;
    private final PlaneUnderTest plane;
    private final long seed;

    /** Creates a hunt for the mutants of a plane, with the back ends on the class path. */
    public Hunt(CaseCatalog catalog, PlaneUnderTest plane, long seed) {
        this(catalog, plane, Backends.load(), seed);
    }

    /** Creates a hunt for the mutants of a plane, with some back ends. A mutant that needs another is skipped. */
    public Hunt(CaseCatalog catalog, PlaneUnderTest plane, Backends backends, long seed) {
        this.catalog = catalog;
        this.runner = new CaseRunner(catalog, Networks.load(), backends);
        this.plane = plane;
        this.seed = seed;
    }

    /** Runs the one rule that is there to find a mutant. */
    public Catch byItsRule(Mutant mutant) {
        catalog.rules().require(mutant.rule());
        return run(mutant, where(mutant).withRules(mutant.rule()));
    }

    /** Runs every rule of the mutant's transport that can see it, on its network. */
    public Catch byAllRules(Mutant mutant) {
        catalog.rules().require(mutant.rule());
        return run(mutant, where(mutant).withRules(mutant.seenBy().toArray(String[]::new)));
    }

    private static Selection where(Mutant mutant) {
        return Selection.DEFAULT.in(mutant.profile()).on(mutant.network()).over(mutant.transport());
    }

    private Catch run(Mutant mutant, Selection selection) {
        RunOptions options = RunOptions.of(selection, seed).within(Budget.DEFAULT);
        return new Catch(
                mutant,
                runner.run(new MutantPlane(mutant, plane), options, RunListener.NONE)
                        .results());
    }
}
