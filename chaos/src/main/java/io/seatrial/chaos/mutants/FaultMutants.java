package io.seatrial.chaos.mutants;

import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.MutantProvider;
import java.util.List;
import java.util.stream.Stream;

/** All mutants that show only under faults. They are tried on the network {@code proxied}, against the rules about faults. */
public final class FaultMutants implements MutantProvider {

    /** Creates the provider, for {@link java.util.ServiceLoader}. */
    public FaultMutants() {}

    @Override
    public List<Mutant> mutants() {
        return Stream.of(
                        ClientFaultMutants.all(),
                        AnswerFaultMutants.all(),
                        ServerFaultMutants.all(),
                        BrokerFaultMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Begins to describe one: real time is dear, so it is tried with few rules, those that are about the same fault. */
    static Mutant.Description of(String id, String bug, String seen, String... rules) {
        return Mutant.of(id, bug).seen(seen).on(NetworkKind.PROXIED).seenBy(rules);
    }
}
