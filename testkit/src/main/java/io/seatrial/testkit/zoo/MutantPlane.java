package io.seatrial.testkit.zoo;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.ProcessSetup;
import java.util.Set;

/** A plane that is another one but for its mutation. */
public final class MutantPlane implements PlaneUnderTest {

    private final Mutant mutant;
    private final PlaneUnderTest plane;

    /** Makes a mutant of a plane. */
    public MutantPlane(Mutant mutant, PlaneUnderTest plane) {
        this.mutant = mutant;
        this.plane = plane;
    }

    @Override
    public String name() {
        return plane.name() + " as " + mutant.id();
    }

    @Override
    public String version() {
        return plane.version();
    }

    @Override
    public Set<Capability> capabilities() {
        return plane.capabilities();
    }

    @Override
    public Set<PlaneMode> transports() {
        return plane.transports();
    }

    @Override
    public Set<Profile> profiles() {
        return plane.profiles();
    }

    @Override
    public Set<String> backends(PlaneMode transport) {
        return plane.backends(transport);
    }

    @Override
    public PlaneProcess openProcess(ProcessSetup setup) {
        Mutation mutation = mutant.mutation().get();
        PlaneProcess process = plane.openProcess(mutation.setup(setup));
        return mutation.process(new MutatedProcess(process, mutation));
    }
}
