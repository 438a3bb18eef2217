package io.seatrial.testkit.zoo;

import io.seatrial.testkit.zoo.mutants.AddressMutants;
import io.seatrial.testkit.zoo.mutants.BindMutants;
import io.seatrial.testkit.zoo.mutants.BoundMutants;
import io.seatrial.testkit.zoo.mutants.CallHomeMutants;
import io.seatrial.testkit.zoo.mutants.ClientLineMutants;
import io.seatrial.testkit.zoo.mutants.ClientMutants;
import io.seatrial.testkit.zoo.mutants.ConsumerMutants;
import io.seatrial.testkit.zoo.mutants.EngineMutants;
import io.seatrial.testkit.zoo.mutants.FileStoreMutants;
import io.seatrial.testkit.zoo.mutants.HandlerMutants;
import io.seatrial.testkit.zoo.mutants.Http2Mutants;
import io.seatrial.testkit.zoo.mutants.HttpClientMutants;
import io.seatrial.testkit.zoo.mutants.HttpMutants;
import io.seatrial.testkit.zoo.mutants.ManagerMutants;
import io.seatrial.testkit.zoo.mutants.NatsClientMutants;
import io.seatrial.testkit.zoo.mutants.NatsLineMutants;
import io.seatrial.testkit.zoo.mutants.NatsMutants;
import io.seatrial.testkit.zoo.mutants.NatsServerMutants;
import io.seatrial.testkit.zoo.mutants.ProfileMutants;
import io.seatrial.testkit.zoo.mutants.RoutingMutants;
import io.seatrial.testkit.zoo.mutants.ServerMutants;
import io.seatrial.testkit.zoo.mutants.SlowPeerMutants;
import io.seatrial.testkit.zoo.mutants.StreamMutants;
import io.seatrial.testkit.zoo.mutants.WireMutants;
import io.seatrial.testkit.zoo.mutants.WorkerMutants;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** All mutants there are. */
public final class Zoo {

    private Zoo() {}

    /** Returns every mutant, in the order in which they are told of: those of the testkit, then what providers add. */
    public static List<Mutant> all() {
        return Stream.concat(own(), added()).toList();
    }

    private static Stream<Mutant> added() {
        return ServiceLoader.load(MutantProvider.class, MutantProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(provider -> provider.getClass().getName()))
                .flatMap(provider -> provider.mutants().stream());
    }

    private static Stream<Mutant> own() {
        return Stream.of(
                        ManagerMutants.all(),
                        BindMutants.all(),
                        ServerMutants.all(),
                        HandlerMutants.all(),
                        WireMutants.all(),
                        SlowPeerMutants.all(),
                        HttpMutants.all(),
                        HttpClientMutants.all(),
                        Http2Mutants.all(),
                        NatsMutants.all(),
                        NatsServerMutants.all(),
                        NatsClientMutants.all(),
                        NatsLineMutants.all(),
                        ClientMutants.all(),
                        ClientLineMutants.all(),
                        StreamMutants.all(),
                        ConsumerMutants.all(),
                        BoundMutants.all(),
                        CallHomeMutants.all(),
                        EngineMutants.all(),
                        RoutingMutants.all(),
                        WorkerMutants.all(),
                        FileStoreMutants.all(),
                        AddressMutants.all(),
                        ProfileMutants.all())
                .flatMap(List::stream);
    }

    /** Returns the mutants for which a rule is named. */
    public static List<Mutant> foundBy(String rule) {
        return all().stream().filter(mutant -> mutant.rule().equals(rule)).toList();
    }
}
