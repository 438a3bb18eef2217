package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Something that happens to a store. Participants are told by their numbers; who is not open does nothing. */
sealed interface DiscoveryStep {

    /** How many participants there are at most. Two, so that of two who publish the same instance it is known who remains. */
    int PARTICIPANTS = 2;

    /** Endpoints of which one begins as the other does. */
    List<EndpointName> NAMES =
            List.of(new EndpointName("seat", "demo", "echo"), new EndpointName("seat", "demo", "echo_v2"));

    /** A participant joins. */
    record Open(int who) implements DiscoveryStep {}

    /** A participant publishes an instance, at one of two addresses of its own. */
    record Register(int who, EndpointId id, int which) implements DiscoveryStep {}

    /** A participant withdraws an instance, whether it published it or not. */
    record Unregister(int who, EndpointId id) implements DiscoveryStep {}

    /** A participant begins to watch an endpoint. */
    record Watch(int who, EndpointName name) implements DiscoveryStep {}

    /** One of the watches ends. */
    record Unwatch(int which) implements DiscoveryStep {}

    /** A process that has died meanwhile published an instance, whose lease nobody renews. */
    record Orphan(EndpointId id) implements DiscoveryStep {}

    /** Leases that nobody renews end. */
    record Lapse() implements DiscoveryStep {}

    /** Nothing happens until everybody has heard of what happened. */
    record Settle() implements DiscoveryStep {}

    /** A participant leaves. */
    record Close(int who) implements DiscoveryStep {}

    /** Returns runs of steps. */
    static Arbitrary<List<DiscoveryStep>> runs(int most) {
        Arbitrary<Integer> who = Arbitraries.integers().between(0, PARTICIPANTS - 1);
        Arbitrary<EndpointName> names = Arbitraries.of(NAMES.get(0), NAMES.get(0), NAMES.get(1));
        Arbitrary<EndpointId> ids =
                Combinators.combine(names, Arbitraries.of(1L, 2L, -1L)).as(EndpointName::instance);
        Arbitrary<DiscoveryStep> open = who.map(Open::new);
        Arbitrary<DiscoveryStep> register =
                Combinators.combine(who, ids, Arbitraries.of(0, 1)).as(Register::new);
        Arbitrary<DiscoveryStep> unregister = Combinators.combine(who, ids).as(Unregister::new);
        Arbitrary<DiscoveryStep> watch = Combinators.combine(who, names).as(Watch::new);
        Arbitrary<DiscoveryStep> unwatch = Arbitraries.integers().between(0, 9).map(Unwatch::new);
        Arbitrary<DiscoveryStep> orphan = ids.map(Orphan::new);
        Arbitrary<DiscoveryStep> close = who.map(Close::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(2, open),
                        Tuple.of(8, register),
                        Tuple.of(5, unregister),
                        Tuple.of(3, watch),
                        Tuple.of(1, unwatch),
                        Tuple.of(2, orphan),
                        Tuple.of(1, Arbitraries.create(Lapse::new)),
                        Tuple.of(3, Arbitraries.create(Settle::new)),
                        Tuple.of(1, close))
                .list()
                .ofMinSize(5)
                .ofMaxSize(most);
    }
}
