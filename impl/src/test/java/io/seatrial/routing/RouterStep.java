package io.seatrial.routing;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Something that happens to a router. */
sealed interface RouterStep {

    /** An instance comes, or moves to another address or plane, or is announced once more as it is. */
    record Announce(long id, int port, boolean onHttp) implements RouterStep {}

    /** An instance goes, if it is there. */
    record Withdraw(long id) implements RouterStep {}

    /** A request whose fate is open. */
    record Begin() implements RouterStep {}

    /** One of those requests fails. */
    record Break(int which, boolean fault) implements RouterStep {}

    /** A request to an instance by its id, which fails at once. */
    record Direct(long id, boolean fault) implements RouterStep {}

    /** Somebody else says that an instance is down. */
    record ReportDown(long id) implements RouterStep {}

    /** Somebody else says whether an instance is busy. */
    record ReportLoad(long id, boolean busy) implements RouterStep {}

    /** Somebody waits for an instance that can be called. */
    record Await(int millis) implements RouterStep {}

    /** Time passes. */
    record Pass(int millis) implements RouterStep {}

    /** Returns runs of steps. */
    static Arbitrary<List<RouterStep>> runs(int most) {
        Arbitrary<Long> ids = Arbitraries.of(0L, 1L, 2L, Long.MIN_VALUE, -1L);
        Arbitrary<Boolean> faults = Arbitraries.of(true, true, false);
        Arbitrary<RouterStep> announce = Combinators.combine(
                        ids, Arbitraries.of(4001, 4001, 4002), Arbitraries.of(false, false, false, true))
                .as(Announce::new);
        Arbitrary<RouterStep> withdraw = ids.map(Withdraw::new);
        Arbitrary<RouterStep> begin = Arbitraries.create(Begin::new);
        Arbitrary<RouterStep> end = Combinators.combine(Arbitraries.integers().between(0, 9), faults)
                .as(Break::new);
        Arbitrary<RouterStep> direct = Combinators.combine(ids, faults).as(Direct::new);
        Arbitrary<RouterStep> down = ids.map(ReportDown::new);
        Arbitrary<RouterStep> load =
                Combinators.combine(ids, Arbitraries.of(true, true, false)).as(ReportLoad::new);
        Arbitrary<RouterStep> await = Arbitraries.of(1, 4999, 7000, 60_000).map(Await::new);
        Arbitrary<RouterStep> pass =
                Arbitraries.of(0, 1, 999, 2500, 4999, 5000, 12_345).map(Pass::new);
        return Arbitraries.oneOf(
                        announce, announce, withdraw, begin, begin, begin, end, end, direct, down, load, load, await,
                        pass, pass)
                .list()
                .ofMaxSize(most);
    }
}
