package io.seatrial.testkit.zoo.forwarding;

import io.seatrial.discovery.Discovery;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A process that does as another does. */
public class ForwardingProcess implements PlaneProcess {

    private final PlaneProcess process;

    /** Creates one that does as another does. */
    protected ForwardingProcess(PlaneProcess process) {
        this.process = process;
    }

    @Override
    public PlaneManager manager(ManagerSetup setup) {
        return process.manager(setup);
    }

    @Override
    public int publishedPort(PlaneMode mode) {
        return process.publishedPort(mode);
    }

    @Override
    public boolean publishPort(PlaneMode mode, int port) {
        return process.publishPort(mode, port);
    }

    @Override
    public Discovery fileDiscovery(Path root) {
        return process.fileDiscovery(root);
    }

    @Override
    public Discovery natsDiscovery(ManagerSetup setup, String bucket, Duration timeToLive) {
        return process.natsDiscovery(setup, bucket, timeToLive);
    }

    @Override
    public PlaneRuntime runtime(ManagerSetup setup, Discovery store) {
        return process.runtime(setup, store);
    }

    @Override
    public CompletionStage<DrainReport> close() {
        return process.close();
    }
}
