package example.grpc;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamItem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A call under way, from the caller's side. Headers open the stream, messages are items, the status ends it. */
final class GrpcStreamCall extends ClientCall.Listener<byte[]> implements StreamCall {

    private static final long FIRST_RESPONSE_SECONDS = 60;
    private static final byte[] STOP = {};

    private final ClientCall<byte[], byte[]> call;
    private final Consumer<GrpcStreamCall> ended;
    private final CompletableFuture<Flow.Publisher<StreamItem>> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private final Delivery delivery;

    GrpcStreamCall(ClientCall<byte[], byte[]> call, Consumer<GrpcStreamCall> ended) {
        this.call = call;
        this.ended = ended;
        this.delivery = new Delivery(call::request, this::drop);
    }

    void start(Metadata metadata, byte[] request) {
        call.start(this, metadata);
        call.sendMessage(request);
        opened.whenComplete((publisher, failure) -> {
            if (opened.isCancelled()) {
                drop();
            }
        });
        answered.orTimeout(FIRST_RESPONSE_SECONDS, TimeUnit.SECONDS).exceptionally(late -> {
            ended.accept(this); // before anybody is told, who might look what is pending
            opened.completeExceptionally(new PlaneException.ResponseTimeout("the engine has not accepted in time"));
            drop();
            return null;
        });
    }

    @Override
    public void onHeaders(Metadata headers) {
        answered.complete(null);
        opened.complete(delivery);
    }

    @Override
    public void onMessage(byte[] message) {
        delivery.item(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        answered.complete(null);
        ended.accept(this);
        opened.completeExceptionally(Statuses.toException(status));
        if (status.isOk()) {
            delivery.end();
        } else {
            delivery.fail(new PlaneException.Disconnected(
                    "the stream ended before its time: "
                            + Statuses.toException(status).getMessage(),
                    status.getCause()));
        }
    }

    /** Returns whether the stream is open: the engine has accepted, and has not ended. */
    boolean isOpen() {
        return answered.isDone();
    }

    @Override
    public CompletionStage<Flow.Publisher<StreamItem>> opened() {
        return opened;
    }

    @Override
    public synchronized void stop() {
        call.sendMessage(STOP);
        delivery.end();
    }

    @Override
    public void kill() {
        delivery.end();
        drop();
    }

    /** Breaks off: the server hears of it as a cancelled call. */
    void drop() {
        call.cancel("the caller wants no more", null);
    }
}
