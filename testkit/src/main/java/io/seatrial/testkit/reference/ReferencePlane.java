package io.seatrial.testkit.reference;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.ProcessSetup;
import java.util.EnumSet;
import java.util.Set;

/** The reference implementation, put to the trial as any other. */
public final class ReferencePlane implements PlaneUnderTest {

    /** Creates the adapter, for {@link java.util.ServiceLoader}. */
    public ReferencePlane() {}

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public String version() {
        String version = ReferencePlane.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Set<PlaneMode> transports() {
        return Set.of(PlaneMode.TCP, PlaneMode.HTTP, PlaneMode.NATS);
    }

    @Override
    public Set<Profile> profiles() {
        return EnumSet.allOf(Profile.class);
    }

    @Override
    public PlaneProcess openProcess(ProcessSetup setup) {
        return new ReferenceProcess(setup);
    }
}
