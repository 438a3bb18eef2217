package io.seatrial.testkit.zoo;

import io.seatrial.testkit.zoo.mutants.AddressMutants;
import io.seatrial.testkit.zoo.mutants.BindMutants;
import io.seatrial.testkit.zoo.mutants.CallHomeMutants;
import io.seatrial.testkit.zoo.mutants.ClientMutants;
import io.seatrial.testkit.zoo.mutants.FileStoreMutants;
import io.seatrial.testkit.zoo.mutants.HandlerMutants;
import io.seatrial.testkit.zoo.mutants.Http2Mutants;
import io.seatrial.testkit.zoo.mutants.HttpClientMutants;
import io.seatrial.testkit.zoo.mutants.HttpMutants;
import io.seatrial.testkit.zoo.mutants.ManagerMutants;
import io.seatrial.testkit.zoo.mutants.NatsMutants;
import io.seatrial.testkit.zoo.mutants.ProfileMutants;
import io.seatrial.testkit.zoo.mutants.RoutingMutants;
import io.seatrial.testkit.zoo.mutants.ServerMutants;
import io.seatrial.testkit.zoo.mutants.StreamMutants;
import io.seatrial.testkit.zoo.mutants.WireMutants;
import io.seatrial.testkit.zoo.mutants.WorkerMutants;
import java.util.List;
import java.util.stream.Stream;

/** All mutants there are. */
public final class Zoo {

    private Zoo() {}

    /** Returns every mutant, in the order in which they are told of. */
    public static List<Mutant> all() {
        return Stream.of(
                        ManagerMutants.all(),
                        BindMutants.all(),
                        ServerMutants.all(),
                        HandlerMutants.all(),
                        WireMutants.all(),
                        HttpMutants.all(),
                        HttpClientMutants.all(),
                        Http2Mutants.all(),
                        NatsMutants.all(),
                        ClientMutants.all(),
                        StreamMutants.all(),
                        CallHomeMutants.all(),
                        RoutingMutants.all(),
                        WorkerMutants.all(),
                        FileStoreMutants.all(),
                        AddressMutants.all(),
                        ProfileMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the mutants for which a rule is named. */
    public static List<Mutant> foundBy(String rule) {
        return all().stream().filter(mutant -> mutant.rule().equals(rule)).toList();
    }
}
