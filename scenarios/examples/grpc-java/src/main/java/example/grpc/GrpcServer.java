package example.grpc;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A gRPC server that many endpoints share. */
final class GrpcServer implements RequestPlaneServer {

    private static final long END_SECONDS = 5;

    private final Threads threads;
    private final Endpoints endpoints = new Endpoints();
    private final Server server;
    private CompletableFuture<DrainReport> closed;

    /** Binds a port that the system chooses. Blocks for as long as that takes. */
    GrpcServer(Threads threads) {
        this.threads = threads;
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            this.server = NettyServerBuilder.forAddress(address)
                    .bossEventLoopGroup(threads.loops())
                    .workerEventLoopGroup(threads.loops())
                    .channelType(NioServerSocketChannel.class)
                    .executor(threads.workers())
                    .addService(ServerServiceDefinition.builder(Wire.SERVICE)
                            .addMethod(Wire.REQUEST, new RequestCalls(endpoints))
                            .addMethod(Wire.STREAM, new StreamCalls(endpoints))
                            .build())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new PlaneException.BindFailed("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    @Override
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        try {
            endpoints.add(id, handler, health);
            return CompletableFuture.completedFuture(null);
        } catch (PlaneException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public CompletionStage<DrainReport> unregister(EndpointId id) {
        return endpoints.remove(id.path());
    }

    @Override
    public String address() {
        return "grpc://127.0.0.1:" + port();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.getListenSockets().get(0)).getPort();
    }

    @Override
    public InstanceAddress publishedAddress(EndpointId id) {
        return new InstanceAddress(GrpcPlane.GRPC, "127.0.0.1:" + port() + "/" + id.path());
    }

    @Override
    public String transportName() {
        return GrpcPlane.GRPC.name();
    }

    @Override
    public boolean isHealthy() {
        return !server.isShutdown();
    }

    @Override
    public int inFlight() {
        return endpoints.running();
    }

    /** Stops listening at once, lets calls under way end, and cuts what is left at the bound. */
    @Override
    public synchronized CompletionStage<DrainReport> close() {
        if (closed == null) {
            server.shutdown();
            closed = endpoints
                    .close()
                    .thenApplyAsync(
                            report -> {
                                end();
                                return report;
                            },
                            threads.workers())
                    .toCompletableFuture();
        }
        return closed.copy();
    }

    private void end() {
        try {
            if (!server.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow().awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
