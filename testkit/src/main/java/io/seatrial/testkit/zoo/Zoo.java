package io.seatrial.testkit.zoo;

import io.seatrial.testkit.zoo.mutants.CallHomeMutants;
import io.seatrial.testkit.zoo.mutants.ClientMutants;
import io.seatrial.testkit.zoo.mutants.HandlerMutants;
import io.seatrial.testkit.zoo.mutants.HttpMutants;
import io.seatrial.testkit.zoo.mutants.ManagerMutants;
import io.seatrial.testkit.zoo.mutants.NatsMutants;
import io.seatrial.testkit.zoo.mutants.RoutingMutants;
import io.seatrial.testkit.zoo.mutants.ServerMutants;
import io.seatrial.testkit.zoo.mutants.StreamMutants;
import io.seatrial.testkit.zoo.mutants.WireMutants;
import java.util.List;
import java.util.stream.Stream;

/** All mutants there are. */
public final class Zoo {

    private Zoo() {}

    /** Returns every mutant, in the order in which they are told of. */
    public static List<Mutant> all() {
        return Stream.of(
                        ManagerMutants.all(),
                        ServerMutants.all(),
                        HandlerMutants.all(),
                        WireMutants.all(),
                        HttpMutants.all(),
                        NatsMutants.all(),
                        ClientMutants.all(),
                        StreamMutants.all(),
                        CallHomeMutants.all(),
                        RoutingMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the mutants for which a rule is named. */
    public static List<Mutant> foundBy(String rule) {
        return all().stream().filter(mutant -> mutant.rule().equals(rule)).toList();
    }
}
