package io.seatrial.testkit.zoo.mutants;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import java.util.List;
import java.util.function.Supplier;

/** Planes that show one profile whatever they are asked for: what tells the profiles apart is found by the rules of one alone. */
public final class ProfileMutants {

    private ProfileMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                dynamo("tcp", PlaneMode.TCP).killedBy("SERVER-17", "register", always(Profile.REFERENCE)),
                dynamo("http", PlaneMode.HTTP)
                        .killedBy("HTTP-25", "the published URL of both", always(Profile.REFERENCE)),
                Mutant.of("always-dynamo", "A plane shows the quirks of 1.0.x whatever the profile.")
                        .seen("dynamo-manager.md 8; anchors.md 0")
                        .killedBy("SERVER-16", "DuplicateEndpoint", always(Profile.DYNAMO_1_0)));
    }

    private static Mutant.Description dynamo(String name, PlaneMode mode) {
        return Mutant.of("never-dynamo-" + name, "A plane shows none of the quirks of 1.0.x, whatever the profile.")
                .seen("dynamo-manager.md 8; anchors.md 0")
                .over(mode)
                .in(Profile.DYNAMO_1_0);
    }

    private static Supplier<Mutation> always(Profile profile) {
        return () -> new Mutation() {
            @Override
            protected ManagerSetup setup(ManagerSetup setup) {
                return new ManagerSetup(setup.variables(), profile, setup.mode());
            }
        };
    }
}
