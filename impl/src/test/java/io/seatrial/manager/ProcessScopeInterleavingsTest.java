package io.seatrial.manager;

import static io.seatrial.interleavings.Interleavings.explore;
import static io.seatrial.interleavings.Interleavings.require;
import static io.seatrial.interleavings.Interleavings.together;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.serving.EmbeddedIo;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("interleavings")
class ProcessScopeInterleavingsTest {

    private static final int PORT = 4100;
    private static final NetworkIo IO = new EmbeddedIo();

    @Test
    void shouldStartOneServerAndShowItOnlyWithItsPort() {
        explore(() -> {
            Process process = new Process();
            together(process::useServer, process::useServer);
            require(process.opened.get() == 1, process.opened.get() + " servers were started");
            require(process.withoutPort.get() == 0, "a server was seen before its port");
        });
    }

    /** Whoever asks while the scope closes gets a server that will be closed, or hears why not; no server is left open. */
    @Test
    void shouldLeaveNoServerOpenWhenItClosesAmidAStart() {
        explore(() -> {
            Process process = new Process();
            CompletableFuture<RequestPlaneServer> starting = new CompletableFuture<>();
            CompletableFuture<RequestPlaneServer> asked =
                    process.server(starting).toCompletableFuture();
            together(() -> starting.complete(process.new Server()), () -> process.scope.close());
            require(process.closed.get() > 0, "a server is left open");
            require(asked.isDone(), "the caller waits for ever");
        });
    }

    @Test
    void shouldLeaveNoServerOpenWhenSomebodyAsksAmidTheClose() {
        explore(() -> {
            Process process = new Process();
            together(process::useServer, () -> process.scope.close());
            boolean open = process.opened.get() > 0 && process.closed.get() == 0;
            require(!open, "a server is left open");
        });
    }

    /** A scope, and what happened to the servers in it. */
    private static final class Process {

        final ProcessScope scope = ProcessScope.open(IO, notice -> {});
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final AtomicInteger withoutPort = new AtomicInteger();

        CompletionStage<RequestPlaneServer> server(CompletionStage<RequestPlaneServer> starting) {
            return scope.server(PlaneMode.TCP, () -> starting);
        }

        void useServer() {
            CompletableFuture<RequestPlaneServer> server = scope.server(
                            PlaneMode.TCP, () -> CompletableFuture.completedFuture(new Server()))
                    .whenComplete((shown, refused) -> {
                        boolean portMissing = !OptionalInt.of(PORT)
                                .equals(scope.port(PlaneMode.TCP).current());
                        if (shown != null && portMissing) {
                            withoutPort.incrementAndGet();
                        }
                    })
                    .toCompletableFuture();
            try {
                server.join();
            } catch (CompletionException refused) {
                require(refused.getCause() instanceof PlaneException.Closed, String.valueOf(refused.getCause()));
            }
        }

        private final class Server extends UnservingServer {

            Server() {
                opened.incrementAndGet();
            }

            @Override
            public int port() {
                return PORT;
            }

            @Override
            public CompletionStage<DrainReport> close() {
                closed.incrementAndGet();
                return CompletableFuture.completedFuture(DrainReport.IDLE);
            }

            @Override
            public String transportName() {
                return "tcp";
            }

            @Override
            public boolean isHealthy() {
                return closed.get() == 0;
            }
        }
    }
}
