package io.seatrial.testkit.zoo;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.network.NetworkKind;
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
        Supplier<? extends Mutation> mutation) {

    /** The profile in which mutants are tried: the one whose contract has no gaps by design. */
    public static final Profile PROFILE = Profile.REFERENCE;

    /** Creates a mutant. */
    public Mutant {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(bug, "bug");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(says, "says");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(mutation, "mutation");
    }

    /** Begins to describe a mutant that shows over TCP in virtual time. */
    public static Description of(String id, String bug) {
        return new Description(id, bug, "", PlaneMode.TCP, NetworkKind.SIMULATED);
    }

    /** What is known of a mutant so far. */
    public record Description(String id, String bug, String source, PlaneMode transport, NetworkKind network) {

        /** Says where the bug was seen. */
        public Description seen(String where) {
            return new Description(id, bug, where, transport, network);
        }

        /** Says over which transport it shows. */
        public Description over(PlaneMode mode) {
            return new Description(id, bug, source, mode, network);
        }

        /** Says on which network it shows. */
        public Description on(NetworkKind kind) {
            return new Description(id, bug, source, transport, kind);
        }

        /**
         * Says who finds it.
         *
         * @param rule the rule
         * @param says a part of its message
         * @param mutation makes the mutation of one process
         */
        public Mutant killedBy(String rule, String says, Supplier<? extends Mutation> mutation) {
            return new Mutant(id, bug, source, rule, says, transport, network, mutation);
        }
    }
}
