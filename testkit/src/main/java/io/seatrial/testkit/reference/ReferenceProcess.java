package io.seatrial.testkit.reference;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryContext;
import io.seatrial.discovery.FileDiscovery;
import io.seatrial.discovery.NatsDiscovery;
import io.seatrial.discovery.NatsTiming;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.nats.NatsLink;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamWorker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A process of the reference implementation is a scope of its own. */
final class ReferenceProcess implements PlaneProcess {

    private final ProcessScope scope;
    private final Queue<NetworkManager> managers = new ConcurrentLinkedQueue<>();
    private final Queue<NatsLink> links = new ConcurrentLinkedQueue<>();

    ReferenceProcess(ProcessSetup setup) {
        this.scope = ProcessScope.open(setup.io(), setup.notices());
    }

    @Override
    public PlaneManager manager(ManagerSetup setup) {
        NetworkConfig config = config(setup);
        NetworkManager manager = new NetworkManager(scope, config, services(config));
        managers.add(manager);
        return new ReferenceManager(manager);
    }

    @Override
    public PlaneRuntime runtime(ManagerSetup setup, Discovery store) {
        NetworkConfig config = config(setup);
        return new ReferenceRuntime(scope, config, store, services(config));
    }

    /** Hands over a connection to NATS, not opened yet, if the mode needs one: in the model each runtime has one of its own. */
    private PlaneServices services(NetworkConfig config) {
        if (!config.mode().equals(PlaneMode.NATS)) {
            return PlaneServices.NONE;
        }
        NatsLink link = NatsLink.create(scope.io(), config.settings(), config.profile(), scope.notices());
        links.add(link);
        return PlaneServices.NONE.with(NatsLink.class, link);
    }

    private static NetworkConfig config(ManagerSetup setup) {
        NetworkConfig read = NetworkConfig.read(setup.variables()).withProfile(setup.profile());
        return setup.mode().map(read::withMode).orElse(read);
    }

    @Override
    public int publishedPort(PlaneMode mode) {
        return scope.port(mode).get();
    }

    @Override
    public boolean publishPort(PlaneMode mode, int port) {
        return scope.port(mode).set(port);
    }

    @Override
    public Discovery fileDiscovery(Path root) {
        return FileDiscovery.open(root, DiscoveryContext.of(scope.io(), Clock.systemUTC(), scope.notices()));
    }

    @Override
    public Discovery natsDiscovery(ManagerSetup setup, String bucket, Duration timeToLive) {
        NetworkConfig config = config(setup);
        NatsLink link = NatsLink.create(scope.io(), config.settings(), config.profile(), scope.notices());
        links.add(link);
        NatsTiming timing = new NatsTiming(timeToLive, NatsTiming.DEFAULT.look(), NatsTiming.DEFAULT.request());
        DiscoveryContext context = DiscoveryContext.of(scope.io(), Clock.systemUTC(), scope.notices());
        return NatsDiscovery.open(link, bucket, timing, context);
    }

    @Override
    public CompletionStage<DrainReport> close() {
        CompletableFuture<DrainReport> drained = CompletableFuture.completedFuture(DrainReport.IDLE);
        for (NetworkManager manager : managers) { // servers of a manager's own, before the connection that they need
            drained = drained.thenCombine(manager.close(), DrainReport::plus);
        }
        return drained.thenCombine(scope.close(), DrainReport::plus)
                .thenCompose(report -> allClosed().thenApply(closed -> report));
    }

    private CompletableFuture<Void> allClosed() {
        return CompletableFuture.allOf(
                links.stream().map(link -> link.close().toCompletableFuture()).toArray(CompletableFuture[]::new));
    }

    private record ReferenceManager(NetworkManager manager) implements PlaneManager {
        @Override
        public PlaneMode mode() {
            return manager.mode();
        }

        @Override
        public CompletionStage<RequestPlaneServer> server() {
            return manager.server();
        }

        @Override
        public RequestPlaneClient createClient() {
            return manager.createClient();
        }

        @Override
        public StreamCaller openCaller() {
            return ReferenceStreams.caller(manager.context(), manager.createClient());
        }

        @Override
        public PlaneRouter router(Discovery store, EndpointName name, RouterSetup setup) {
            return new ReferenceRouter(manager.context(), manager.createClient(), store, name, setup);
        }

        @Override
        public StreamWorker worker(StreamEngine engine) {
            return ReferenceStreams.worker(manager.context(), engine);
        }
    }
}
