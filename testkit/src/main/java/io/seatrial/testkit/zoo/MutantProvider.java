package io.seatrial.testkit.zoo;

import java.util.List;

/** Adds mutants to the zoo. Found by {@link java.util.ServiceLoader}; needs a public constructor without arguments. */
public interface MutantProvider {

    /** Returns the mutants, in the order in which they are told of. */
    List<Mutant> mutants();
}
