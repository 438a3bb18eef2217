package io.seatrial.testkit.observed;

import io.seatrial.discovery.Discovery;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A process whose servers, clients and callers are recorded. */
public final class ObservedProcess implements PlaneProcess {

    private final PlaneProcess process;
    private final Recorder recorder;
    private final ObservedServers servers;
    private final ObservedClients clients;
    private final Set<PlaneMode> publishedByCase = ConcurrentHashMap.newKeySet();

    /** Creates the view of a process. */
    public ObservedProcess(String name, PlaneProcess process, Recorder recorder) {
        this.process = Given.by("openProcess()", process);
        this.recorder = recorder;
        this.servers = new ObservedServers(name, recorder);
        this.clients = new ObservedClients(recorder);
    }

    @Override
    public PlaneManager manager(ManagerSetup setup) {
        return new ObservedManager(Given.by("manager()", process.manager(setup)), servers, clients, recorder);
    }

    @Override
    public int publishedPort(PlaneMode mode) {
        int port = process.publishedPort(mode);
        if (!publishedByCase.contains(mode)) { // a case may publish whatever it likes
            recorder.record(new Fact.Published(mode.name(), port));
        }
        return port;
    }

    @Override
    public boolean publishPort(PlaneMode mode, int port) {
        boolean taken = process.publishPort(mode, port);
        if (taken) {
            publishedByCase.add(mode);
        }
        return taken;
    }

    /** What a worker serves is recorded by those who call it: its servers and handlers are its own. */
    @Override
    public PlaneRuntime runtime(ManagerSetup setup, Discovery store) {
        return process.runtime(setup, store);
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
    public CompletionStage<DrainReport> close() {
        return recorder.call(Fact.Action.CLOSE, "", "", process::close, Recorder::left);
    }
}
