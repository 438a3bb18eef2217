package io.seatrial.testkit.zoo;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.network.NetworkKind;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A plane with one bug that was seen somewhere, or that breaks what the model is known to do.
 *
 * @param id its name: {@code server-per-manager}
 * @param bug what it does wrong, as a sentence
 * @param source where the bug was seen, or where the behaviour stands that it breaks: an issue, a numbered behaviour of the model
 * @param rule the rule that is there to find it
 * @param says a part of the message from which the bug can be told
 * @param transport the transport over which it shows
 * @param network the network on which it shows
 * @param profile the profile in which it shows
 * @param seenBy patterns of the rules that can see it: every one of its transport unless the mutated part is used by some alone
 * @param mutation makes the mutation of one process
 */
public record Mutant(
        String id,
        String bug,
        String source,
        String rule,
        String says,
        PlaneMode transport,
        NetworkKind network,
        Profile profile,
        List<String> seenBy,
        Supplier<? extends Mutation> mutation) {

    /** Creates a mutant. */
    public Mutant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(bug, "bug");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(says, "says");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(profile, "profile");
        seenBy = List.copyOf(seenBy);
        Objects.requireNonNull(mutation, "mutation");
    }

    /** Begins to describe a mutant that shows over TCP in virtual time, in the profile whose contract has no gaps by design. */
    public static Description of(String id, String bug) {
        return new Description(id, bug, "", PlaneMode.TCP, NetworkKind.SIMULATED, Profile.REFERENCE, List.of("*"));
    }

    /** What is known of a mutant so far. */
    public record Description(
            String id,
            String bug,
            String source,
            PlaneMode transport,
            NetworkKind network,
            Profile profile,
            List<String> seenBy) {

        /** Says where the bug was seen. */
        public Description seen(String where) {
            return new Description(id, bug, where, transport, network, profile, seenBy);
        }

        /** Says over which transport it shows. */
        public Description over(PlaneMode mode) {
            return new Description(id, bug, source, mode, network, profile, seenBy);
        }

        /** Says on which network it shows. */
        public Description on(NetworkKind kind) {
            return new Description(id, bug, source, transport, kind, profile, seenBy);
        }

        /** Says in which profile it shows. */
        public Description in(Profile one) {
            return new Description(id, bug, source, transport, network, one, seenBy);
        }

        /** Says which rules alone use the part that is mutated: the others are not run against it. */
        public Description seenBy(String... rules) {
            return new Description(id, bug, source, transport, network, profile, List.of(rules));
        }

        /**
         * Says who finds it.
         *
         * @param rule the rule
         * @param says a part of its message
         * @param mutation makes the mutation of one process
         */
        public Mutant killedBy(String rule, String says, Supplier<? extends Mutation> mutation) {
            return new Mutant(id, bug, source, rule, says, transport, network, profile, seenBy, mutation);
        }
    }
}
