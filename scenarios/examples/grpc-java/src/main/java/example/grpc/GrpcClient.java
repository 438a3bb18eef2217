package example.grpc;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestPlaneClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Sends requests, each as a unary call, and waits for its acknowledgement. */
final class GrpcClient implements RequestPlaneClient {

    private static final long REQUEST_SECONDS = 10;

    private final Channels channels;
    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();

    GrpcClient(Channels channels) {
        this.channels = channels;
    }

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        byte[] bytes = ByteBufUtil.getBytes(payload);
        payload.release();
        sent.increment();
        bytesSent.add(bytes.length);
        CompletableFuture<byte[]> ack = new CompletableFuture<>();
        try {
            Target target = Target.of(address);
            CallOptions bounded = CallOptions.DEFAULT.withDeadlineAfter(REQUEST_SECONDS, TimeUnit.SECONDS);
            start(
                    channels.to(target.socket()).newCall(Wire.REQUEST, bounded),
                    Wire.metadata(target.path(), "", headers),
                    bytes,
                    ack);
        } catch (PlaneException refused) {
            fail(ack, refused);
        }
        return ack;
    }

    /** Counts before it tells: whoever hears of the end may look at the counts. */
    private void acknowledge(CompletableFuture<byte[]> ack, byte[] body) {
        acknowledged.increment();
        ack.complete(body);
    }

    private void fail(CompletableFuture<byte[]> ack, PlaneException reason) {
        failed.increment();
        ack.completeExceptionally(reason);
    }

    private void start(
            ClientCall<byte[], byte[]> call, Metadata metadata, byte[] payload, CompletableFuture<byte[]> ack) {
        call.start(
                new ClientCall.Listener<>() {
                    private byte[] body = {};

                    @Override
                    public void onMessage(byte[] message) {
                        body = message;
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        if (status.isOk()) {
                            acknowledge(ack, body);
                        } else {
                            fail(ack, Statuses.toException(status));
                        }
                    }
                },
                metadata);
        call.request(2); // one message, and the end behind it
        call.sendMessage(payload);
        call.halfClose();
    }

    @Override
    public String transportName() {
        return GrpcPlane.GRPC.name();
    }

    @Override
    public boolean isHealthy() {
        return channels.isOpen();
    }

    @Override
    public ClientStats stats() {
        return new ClientStats(
                sent.sum(), acknowledged.sum(), failed.sum(), bytesSent.sum(), 0, 0, channels.count(), 0);
    }

    @Override
    public CompletionStage<Void> close() {
        return channels.close();
    }
}
