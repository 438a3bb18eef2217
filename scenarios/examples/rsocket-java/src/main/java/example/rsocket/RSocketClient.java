package example.rsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rsocket.Payload;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestPlaneClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Sends requests, each as a request/response, and waits for its acknowledgement. */
final class RSocketClient implements RequestPlaneClient {

    private static final long REQUEST_SECONDS = 10;

    private final Connections connections;
    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();

    RSocketClient(Connections connections) {
        this.connections = connections;
    }

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        byte[] bytes = ByteBufUtil.getBytes(payload);
        payload.release();
        sent.increment();
        bytesSent.add(bytes.length);
        CompletableFuture<byte[]> ack = new CompletableFuture<>();
        acknowledgement(address, bytes, headers)
                .orTimeout(REQUEST_SECONDS, TimeUnit.SECONDS)
                .whenComplete((body, failure) -> {
                    (failure == null ? acknowledged : failed).increment();
                    if (failure == null) {
                        ack.complete(body);
                    } else {
                        ack.completeExceptionally(Errors.toException(failure));
                    }
                });
        return ack;
    }

    private CompletableFuture<byte[]> acknowledgement(
            InstanceAddress address, byte[] bytes, Map<String, String> headers) {
        try {
            Target target = Target.of(address);
            Wire request = new Wire(target.path(), "", headers);
            return connections
                    .to(target.socket())
                    .thenCompose(socket -> socket.requestResponse(request.payload(bytes))
                            .map(RSocketClient::body)
                            .toFuture());
        } catch (PlaneException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static byte[] body(Payload payload) {
        byte[] body = Wire.data(payload);
        payload.release();
        return body;
    }

    @Override
    public String transportName() {
        return RSocketPlane.RSOCKET.name();
    }

    @Override
    public boolean isHealthy() {
        return connections.isOpen();
    }

    @Override
    public ClientStats stats() {
        return new ClientStats(
                sent.sum(), acknowledged.sum(), failed.sum(), bytesSent.sum(), 0, 0, connections.count(), 0);
    }

    @Override
    public CompletionStage<Void> close() {
        return connections.close();
    }
}
