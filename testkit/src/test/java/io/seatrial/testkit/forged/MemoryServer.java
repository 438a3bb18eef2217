package io.seatrial.testkit.forged;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Listener;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that is called and not connected to. It listens all the same, to have a port. */
final class MemoryServer implements RequestPlaneServer {

    private final Listener listener;
    private final Defect defect;
    private final Map<String, RequestHandler> handlers = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();

    MemoryServer(Listener listener, Defect defect) {
        this.listener = listener;
        this.defect = defect;
    }

    RequestHandler find(String path) {
        return handlers.get(path);
    }

    void deliver(String path, ByteBuf payload, Map<String, String> headers) {
        RequestHandler handler = find(path);
        if (handler == null) {
            payload.release();
            throw new PlaneException.UnknownEndpoint("Unknown endpoint: " + path);
        }
        inFlight.incrementAndGet();
        handler.handle(new InboundRequest(payload, headers)).whenComplete((done, failure) -> {
            if (inFlight.decrementAndGet() == 0) {
                idle.complete(null);
            }
        });
    }

    @Override
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        handlers.put(id.path(), handler);
        health.onHealth(id, true);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<DrainReport> unregister(EndpointId id) {
        if (defect != Defect.DELIVERS_AFTER_UNREGISTER) {
            handlers.remove(id.path());
        }
        boolean drained = inFlight.get() == 0 || defect == Defect.DOES_NOT_DRAIN;
        return drained
                ? CompletableFuture.completedFuture(DrainReport.IDLE)
                : idle.thenApply(done -> new DrainReport(1, 0));
    }

    @Override
    public String address() {
        return "tcp://127.0.0.1:" + port();
    }

    @Override
    public int port() {
        return listener.address().getPort();
    }

    @Override
    public InstanceAddress publishedAddress(EndpointId id) {
        return InstanceAddress.tcp("127.0.0.1:" + port() + "/" + id.path());
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
    public int inFlight() {
        return inFlight.get();
    }

    @Override
    public CompletionStage<DrainReport> close() {
        handlers.clear();
        return listener.close().thenApply(closed -> DrainReport.IDLE);
    }
}
