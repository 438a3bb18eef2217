package io.seatrial.scenarios.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.settings.TcpSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** Requests of the plane under measurement, from the hand-over to the acknowledgement; server and client have their own scopes. */
final class AckRoundTrip implements Load {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final ProcessScope worker = ProcessScope.open("bench-worker");
    private final ProcessScope caller = ProcessScope.open("bench-caller");
    private final int inFlight;
    private final int payloadBytes;
    private final RequestPlaneClient client;
    private final InstanceAddress address;
    private final LongAdder acknowledged = new LongAdder();
    private volatile boolean stopping;
    private volatile CountDownLatch idle = new CountDownLatch(0);

    AckRoundTrip(PlaneMode mode, int inFlight, int payloadBytes) {
        this.inFlight = inFlight;
        this.payloadBytes = payloadBytes;
        NetworkConfig config = NetworkConfig.read(Map.of())
                .withMode(mode)
                .with(TcpSettings.HOST, Optional.of("127.0.0.1"))
                .with(TcpSettings.CHANNEL_BUFFER, inFlight);
        RequestPlaneServer server = Bench.join(new NetworkManager(worker, config).server());
        EndpointId id = EndpointId.of("seat", "bench", "ack", 1);
        Bench.join(server.register(id, new Sink(), HealthListener.NONE));
        this.address = server.publishedAddress(id);
        this.client = new NetworkManager(caller, config).createClient();
    }

    @Override
    public double run(Duration span) {
        stopping = false;
        idle = new CountDownLatch(inFlight);
        long before = acknowledged.sum();
        long start = caller.io().nanoTime();
        for (int i = 0; i < inFlight; i++) {
            next();
        }
        Bench.pause(span);
        double rate = (acknowledged.sum() - before) / ((caller.io().nanoTime() - start) / 1e9);
        stopping = true;
        Bench.await(idle);
        return rate;
    }

    private void next() {
        ByteBuf payload = ByteBufAllocator.DEFAULT.directBuffer(payloadBytes).writeZero(payloadBytes);
        client.send(address, payload, Map.of()).whenComplete((ack, failure) -> {
            if (failure != null) {
                throw new IllegalStateException("a request failed in the benchmark", failure);
            }
            acknowledged.increment();
            if (stopping) {
                idle.countDown();
            } else {
                next();
            }
        });
    }

    @Override
    public void close() {
        Bench.join(client.close());
        Bench.join(caller.close());
        Bench.join(worker.close());
    }

    private static final class Sink implements RequestHandler {
        @Override
        public CompletionStage<Void> handle(InboundRequest request) {
            request.payload().release();
            return DONE;
        }

        @Override
        public boolean mayBlock() {
            return false;
        }
    }
}
