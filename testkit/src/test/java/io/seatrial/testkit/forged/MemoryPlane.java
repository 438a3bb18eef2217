package io.seatrial.testkit.forged;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamWorker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The smallest plane that works: requests are calls within one JVM. It can have one defect. */
public final class MemoryPlane implements PlaneUnderTest {

    private final Defect defect;
    private final Map<Integer, MemoryServer> servers = new ConcurrentHashMap<>();

    public MemoryPlane() {
        this(Defect.NONE);
    }

    public MemoryPlane(Defect defect) {
        this.defect = defect;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.SHARED_SERVER,
                Capability.NETWORK_IO,
                Capability.SIMULATION,
                Capability.RESPONSE_CALLER,
                Capability.RESPONSE_WORKER);
    }

    @Override
    public Set<PlaneMode> transports() {
        return Set.of(PlaneMode.TCP);
    }

    @Override
    public PlaneProcess openProcess(ProcessSetup setup) {
        return new Process(setup);
    }

    /** Returns the server behind an address, and the path there. */
    private MemoryServer find(InstanceAddress address) {
        String port = address.value().replaceAll("^.*?:(\\d+)/.*$", "$1");
        MemoryServer server = servers.get(Integer.valueOf(port));
        if (server == null) {
            throw new PlaneException.CannotConnect("nobody listens on " + port, null);
        }
        return server;
    }

    private static String path(InstanceAddress address) {
        return address.value().substring(address.value().indexOf('/') + 1);
    }

    private final class Process implements PlaneProcess {
        private final ProcessSetup setup;
        private CompletableFuture<RequestPlaneServer> server;

        private Process(ProcessSetup setup) {
            this.setup = setup;
        }

        private synchronized CompletionStage<RequestPlaneServer> server() {
            if (server == null) {
                server = setup.io()
                        .listen(new InetSocketAddress(setup.io().localHost(), 0), channel -> {}, ChannelTuning.NO_DELAY)
                        .<RequestPlaneServer>thenApply(listener -> {
                            MemoryServer made = new MemoryServer(listener, defect);
                            servers.put(made.port(), made);
                            return made;
                        })
                        .toCompletableFuture();
            }
            return server;
        }

        @Override
        public PlaneManager manager(ManagerSetup managerSetup) {
            return new Manager(this);
        }

        @Override
        public synchronized int publishedPort(PlaneMode mode) {
            return server.join().port() + (defect == Defect.PUBLISHES_ANOTHER_PORT ? 1 : 0);
        }

        @Override
        public synchronized CompletionStage<DrainReport> close() {
            return server == null
                    ? CompletableFuture.completedFuture(DrainReport.IDLE)
                    : server.thenCompose(RequestPlaneServer::close);
        }
    }

    private final class Manager implements PlaneManager {
        private final Process process;

        private Manager(Process process) {
            this.process = process;
        }

        @Override
        public PlaneMode mode() {
            return PlaneMode.TCP;
        }

        @Override
        public CompletionStage<RequestPlaneServer> server() {
            return process.server();
        }

        @Override
        public RequestPlaneClient createClient() {
            return new Client();
        }

        @Override
        public StreamCaller openCaller() {
            return new MemoryCaller(address -> find(address).find(path(address)), defect);
        }

        @Override
        public StreamWorker worker(StreamEngine engine) {
            return new MemoryWorker(engine);
        }
    }

    private final class Client implements RequestPlaneClient {
        @Override
        public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
            if (defect == Defect.FAILS_WITHOUT_A_TYPE || defect == Defect.NEVER_ANSWERS) {
                payload.release();
                return defect == Defect.NEVER_ANSWERS
                        ? new CompletableFuture<>()
                        : CompletableFuture.failedFuture(new IOException("broken pipe"));
            }
            try {
                find(address).deliver(path(address), payload, headers);
                return CompletableFuture.completedFuture(new byte[0]);
            } catch (PlaneException refused) {
                return CompletableFuture.failedFuture(refused);
            }
        }

        @Override
        public String transportName() {
            return "tcp";
        }

        @Override
        public boolean isHealthy() {
            return true;
        }

        @Override
        public ClientStats stats() {
            throw new UnsupportedOperationException("nobody counts here");
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
