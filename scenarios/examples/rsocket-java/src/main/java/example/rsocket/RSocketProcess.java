package example.rsocket;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamWorker;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** One process: its server, which all of its managers share, and its threads. */
final class RSocketProcess implements PlaneProcess {

    private final Threads threads;
    private final AtomicInteger port = new AtomicInteger();
    private final Queue<Connections> connections = new ConcurrentLinkedQueue<>();
    private CompletableFuture<RequestPlaneServer> server;
    private CompletableFuture<DrainReport> closed;

    RSocketProcess(String name) {
        this.threads = Threads.of(name);
    }

    /** Starts the server, unless it is there. An attempt that failed is forgotten. */
    private synchronized CompletionStage<RequestPlaneServer> server() {
        if (closed != null) {
            return CompletableFuture.failedFuture(new PlaneException.Closed("the process was closed"));
        }
        if (server == null || server.isCompletedExceptionally()) {
            server = RSocketServer.start(threads).thenApply(started -> {
                publishPort(RSocketPlane.RSOCKET, started.port());
                return started;
            });
        }
        return server.copy();
    }

    private Connections openConnections() {
        Connections opened = new Connections(threads);
        connections.add(opened);
        return opened;
    }

    @Override
    public int publishedPort(PlaneMode mode) {
        if (port.get() == 0) {
            throw new PlaneException.ConfigurationError("no port yet: start the server first");
        }
        return port.get();
    }

    @Override
    public boolean publishPort(PlaneMode mode, int bound) {
        return port.compareAndSet(0, bound);
    }

    @Override
    public PlaneManager manager(ManagerSetup setup) {
        return new PlaneManager() {
            @Override
            public PlaneMode mode() {
                return RSocketPlane.RSOCKET;
            }

            @Override
            public CompletionStage<RequestPlaneServer> server() {
                return RSocketProcess.this.server();
            }

            @Override
            public RequestPlaneClient createClient() {
                return new RSocketClient(openConnections());
            }

            @Override
            public StreamCaller openCaller() {
                return new RSocketCaller(openConnections());
            }

            @Override
            public StreamWorker worker(StreamEngine engine) {
                return new RSocketWorker(engine);
            }
        };
    }

    @Override
    public synchronized CompletionStage<DrainReport> close() {
        if (closed == null) {
            closed = drained()
                    .thenCompose(report -> allConnectionsClosed().thenApply(done -> report))
                    .thenCompose(report -> threads.close().thenApply(done -> report))
                    .toCompletableFuture();
        }
        return closed.copy();
    }

    private CompletionStage<DrainReport> drained() {
        return server == null
                ? CompletableFuture.completedFuture(DrainReport.IDLE)
                : server.handle((started, failure) -> started)
                        .thenCompose(started -> started == null
                                ? CompletableFuture.completedFuture(DrainReport.IDLE)
                                : started.close());
    }

    private CompletableFuture<Void> allConnectionsClosed() {
        return CompletableFuture.allOf(connections.stream()
                .map(one -> one.close().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }
}
