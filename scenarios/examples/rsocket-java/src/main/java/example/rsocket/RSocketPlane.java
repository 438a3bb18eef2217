package example.rsocket;

import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.ProcessSetup;
import java.util.EnumSet;
import java.util.Set;

/** A request plane over RSocket: request/response for requests, a channel for requests with a stream of answers. */
public final class RSocketPlane implements PlaneUnderTest {

    static final PlaneMode RSOCKET = new PlaneMode("rsocket");

    @Override
    public String name() {
        return "rsocket-java";
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
        return Set.of(RSOCKET);
    }

    @Override
    public void prepare() {
        SharedThreads.start();
    }

    @Override
    public PlaneProcess openProcess(ProcessSetup setup) {
        return new RSocketProcess(setup.name());
    }
}
