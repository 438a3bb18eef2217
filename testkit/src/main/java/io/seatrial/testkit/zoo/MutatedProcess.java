package io.seatrial.testkit.zoo;

import io.seatrial.discovery.Discovery;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.zoo.forwarding.ForwardingProcess;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A process whose managers and workers are mutated. */
final class MutatedProcess extends ForwardingProcess {

    private final Mutation mutation;
    private final Map<RequestPlaneServer, RequestPlaneServer> servers = new ConcurrentHashMap<>();

    MutatedProcess(PlaneProcess process, Mutation mutation) {
        super(process);
        this.mutation = mutation;
    }

    @Override
    public PlaneManager manager(ManagerSetup setup) {
        return mutation.manager(new MutatedManager(super.manager(mutation.setup(setup)), mutation, this::mutated));
    }

    /** Returns one mutated server for each of the plane's: who shares a server shares its mutation. */
    private RequestPlaneServer mutated(RequestPlaneServer server) {
        return servers.computeIfAbsent(server, one -> mutation.server(new MutatedServer(one, mutation)));
    }

    @Override
    public Discovery natsDiscovery(ManagerSetup setup, String bucket, Duration timeToLive) {
        return mutation.store(super.natsDiscovery(mutation.setup(setup), bucket, timeToLive));
    }

    @Override
    public PlaneRuntime runtime(ManagerSetup setup, Discovery store) {
        return mutation.runtime(
                new MutatedRuntime(super.runtime(mutation.setup(setup), mutation.store(store)), mutation));
    }
}
