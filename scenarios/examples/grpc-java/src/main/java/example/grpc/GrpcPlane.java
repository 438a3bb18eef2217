package example.grpc;

import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.ProcessSetup;
import java.util.EnumSet;
import java.util.Set;

/** A request plane over gRPC: one unary method for requests, one bidirectional method for requests with a stream of answers. */
public final class GrpcPlane implements PlaneUnderTest {

    static final PlaneMode GRPC = new PlaneMode("grpc");

    @Override
    public String name() {
        return "grpc-java";
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.SHARED_SERVER, Capability.RESPONSE_CALLER, Capability.RESPONSE_WORKER);
    }

    @Override
    public Set<PlaneMode> transports() {
        return Set.of(GRPC);
    }

    @Override
    public PlaneProcess openProcess(ProcessSetup setup) {
        return new GrpcProcess(setup.name());
    }
}
