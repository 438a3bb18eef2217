package io.seatrial.testkit.run;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.ProcessSetup;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A plane as a run sees it. What it says of itself was asked once, beforehand, with patience that ends: an adapter that throws or hangs
 * where it is only asked for its name is judged as any other is, and the run survives.
 */
public final class GuardedPlane implements PlaneUnderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Facts(
            String name,
            String version,
            Set<Capability> capabilities,
            Set<PlaneMode> transports,
            Set<Profile> profiles,
            Map<PlaneMode, Set<String>> backends,
            List<CaseFailure> troubles) {}

    private final Facts facts;
    private final Supplier<? extends PlaneUnderTest> planes;

    private GuardedPlane(Facts facts, Supplier<? extends PlaneUnderTest> planes) {
        this.facts = facts;
        this.planes = planes;
    }

    /** Asks a plane what it is, and has it prepare. It serves all cases. */
    public static GuardedPlane of(PlaneUnderTest plane) {
        return plane instanceof GuardedPlane guarded ? guarded : of(plane, () -> plane, PATIENCE);
    }

    /** Asks a plane what it is, has it prepare, and makes another one for each case. */
    public static GuardedPlane of(PlaneUnderTest first, Supplier<? extends PlaneUnderTest> planes) {
        return of(first, planes, PATIENCE);
    }

    static GuardedPlane of(PlaneUnderTest first, Supplier<? extends PlaneUnderTest> planes, Duration patience) {
        Inquiry inquiry = new Inquiry(patience);
        Set<PlaneMode> transports = inquiry.ask("transports()", first::transports, Set.of());
        Map<PlaneMode, Set<String>> backends = new LinkedHashMap<>();
        transports.forEach(mode ->
                backends.put(mode, inquiry.ask("backends(" + mode + ")", () -> first.backends(mode), Set.of())));
        inquiry.does("prepare()", first::prepare);
        return new GuardedPlane(
                new Facts(
                        inquiry.ask("name()", first::name, first.getClass().getSimpleName()),
                        inquiry.ask("version()", first::version, "unknown"),
                        inquiry.ask("capabilities()", first::capabilities, EnumSet.allOf(Capability.class)),
                        transports,
                        inquiry.ask("profiles()", first::profiles, Set.of(Profile.REFERENCE)),
                        backends,
                        inquiry.troubles()),
                planes);
    }

    /** Returns what was wrong when it was asked. Then no case can say more about the plane than this. */
    public List<CaseFailure> troubles() {
        return facts.troubles();
    }

    /** Returns the plane for one case, which opens all processes of that case. */
    GuardedPlane forOneCase() {
        return new GuardedPlane(facts, new Supplier<>() {
            private @Nullable PlaneUnderTest plane;

            @Override
            public synchronized PlaneUnderTest get() {
                if (plane == null) {
                    plane = planes.get();
                }
                return plane;
            }
        });
    }

    @Override
    public String name() {
        return facts.name();
    }

    @Override
    public String version() {
        return facts.version();
    }

    @Override
    public Set<Capability> capabilities() {
        return facts.capabilities();
    }

    @Override
    public Set<PlaneMode> transports() {
        return facts.transports();
    }

    @Override
    public Set<Profile> profiles() {
        return facts.profiles();
    }

    @Override
    public Set<String> backends(PlaneMode transport) {
        return facts.backends().getOrDefault(transport, Set.of());
    }

    @Override
    public PlaneProcess openProcess(ProcessSetup setup) {
        return planes.get().openProcess(setup);
    }
}
