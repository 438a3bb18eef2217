package io.seatrial.testkit.network;

import io.seatrial.testkit.rule.Rule;
import java.util.Optional;

/** Opens networks of one kind, a fresh one for each trial. Found by {@link java.util.ServiceLoader}. */
public interface NetworkProvider {

    /** Returns the kind. */
    NetworkKind kind();

    /** Returns why no network of this kind can be opened on this machine, if that is so. */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /**
     * Returns why a rule cannot be tried on this network on any machine, if that is so: what the network itself does to connections hides
     * what the rule is about.
     */
    default Optional<String> impossible(Rule rule) {
        return Optional.empty();
    }

    /**
     * Does what the JVM does only once, such as loading native libraries and opening descriptors that it then keeps, so that the first
     * case is not blamed for it. Called once before a run that uses the network.
     */
    default void prepare() {}

    /**
     * Opens a network. Called on the thread that will run the case.
     *
     * @param seed what decides everything that is not decided by the case; real networks use it only for {@code concurrently}
     */
    Network open(long seed);
}
