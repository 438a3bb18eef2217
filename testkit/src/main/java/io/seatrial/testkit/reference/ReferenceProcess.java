package io.seatrial.testkit.reference;

import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamWorker;
import java.util.concurrent.CompletionStage;

/** A process of the reference implementation is a scope of its own. */
final class ReferenceProcess implements PlaneProcess {

    private final ProcessScope scope;

    ReferenceProcess(ProcessSetup setup) {
        this.scope = ProcessScope.open(setup.io(), setup.notices());
    }

    @Override
    public PlaneManager manager(ManagerSetup setup) {
        NetworkConfig read = NetworkConfig.read(setup.variables()).withProfile(setup.profile());
        NetworkConfig config = setup.mode().map(read::withMode).orElse(read);
        return new ReferenceManager(new NetworkManager(scope, config));
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
    public CompletionStage<DrainReport> close() {
        return scope.close();
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
        public StreamWorker worker(StreamEngine engine) {
            return ReferenceStreams.worker(manager.context(), engine);
        }
    }
}
