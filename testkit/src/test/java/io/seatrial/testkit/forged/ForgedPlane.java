package io.seatrial.testkit.forged;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.ProcessSetup;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A plane that does nothing but one thing wrong, when a process of it is opened. */
public final class ForgedPlane implements PlaneUnderTest {

    private final Set<Capability> capabilities;
    private final PlaneMode transport;
    private final Set<String> backends;
    private final Consumer<ProcessSetup> atOpening;
    private final List<ManagerSetup> managers = new CopyOnWriteArrayList<>();

    private ForgedPlane(
            Set<Capability> capabilities, PlaneMode transport, Set<String> backends, Consumer<ProcessSetup> atOpening) {
        this.capabilities = capabilities;
        this.transport = transport;
        this.backends = backends;
        this.atOpening = atOpening;
    }

    /** Returns a plane that does nothing at all, and does it well. */
    public static ForgedPlane idle() {
        return misbehaving(setup -> {});
    }

    /** Returns a plane that does this when a process is opened. */
    public static ForgedPlane misbehaving(Consumer<ProcessSetup> atOpening) {
        return new ForgedPlane(EnumSet.allOf(Capability.class), PlaneMode.TCP, Set.of(), atOpening);
    }

    /** Returns this plane with fewer capabilities. */
    public ForgedPlane without(Capability capability) {
        Set<Capability> fewer = EnumSet.copyOf(capabilities);
        fewer.remove(capability);
        return new ForgedPlane(fewer, transport, backends, atOpening);
    }

    /** Returns this plane with another transport. */
    public ForgedPlane over(PlaneMode other) {
        return new ForgedPlane(capabilities, other, backends, atOpening);
    }

    /** Returns this plane behind a broker. */
    public ForgedPlane behind(String broker) {
        return new ForgedPlane(capabilities, transport, Set.of(broker), atOpening);
    }

    /** Returns what its managers were made from. */
    public List<ManagerSetup> managers() {
        return managers;
    }

    @Override
    public String name() {
        return "forged";
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Set<PlaneMode> transports() {
        return Set.of(transport);
    }

    @Override
    public Set<String> backends(PlaneMode mode) {
        return backends.isEmpty() ? PlaneUnderTest.super.backends(mode) : backends;
    }

    @Override
    public PlaneProcess openProcess(ProcessSetup setup) {
        atOpening.accept(setup);
        return new PlaneProcess() {
            @Override
            public PlaneManager manager(ManagerSetup managerSetup) {
                managers.add(managerSetup);
                return new ForgedManager();
            }

            @Override
            public CompletionStage<DrainReport> close() {
                return CompletableFuture.completedFuture(DrainReport.IDLE);
            }
        };
    }

    private static final class ForgedManager implements PlaneManager {
        @Override
        public PlaneMode mode() {
            return PlaneMode.TCP;
        }

        @Override
        public CompletionStage<RequestPlaneServer> server() {
            return CompletableFuture.failedFuture(new UnsupportedOperationException("this plane is forged"));
        }

        @Override
        public RequestPlaneClient createClient() {
            throw new UnsupportedOperationException("this plane is forged");
        }
    }
}
