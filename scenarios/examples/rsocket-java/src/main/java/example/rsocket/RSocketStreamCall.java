package example.rsocket;

import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.util.EmptyPayload;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamItem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** A channel under way, from the caller's side. The first payload opens the stream, each later one is an item. */
final class RSocketStreamCall extends BaseSubscriber<Payload> implements StreamCall {

    private static final long FIRST_RESPONSE_SECONDS = 60;

    private final Consumer<RSocketStreamCall> ended;
    private final Sinks.One<Payload> stop = Sinks.one();
    private final CompletableFuture<Flow.Publisher<StreamItem>> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> accepted = new CompletableFuture<>();
    private final Delivery delivery = new Delivery(this::request, this::drop);

    RSocketStreamCall(Consumer<RSocketStreamCall> ended) {
        this.ended = ended;
        opened.whenComplete((publisher, failure) -> {
            if (opened.isCancelled()) {
                drop();
            }
        });
        accepted.orTimeout(FIRST_RESPONSE_SECONDS, TimeUnit.SECONDS).exceptionally(late -> {
            drop();
            opened.completeExceptionally(new PlaneException.ResponseTimeout("the engine has not accepted in time"));
            return null;
        });
    }

    void start(RSocket socket, Payload request) {
        socket.requestChannel(Flux.concat(Flux.just(request), stop.asMono())).subscribe(this);
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        subscription.request(1);
    }

    @Override
    protected void hookOnNext(Payload payload) {
        byte[] data = Wire.data(payload);
        payload.release();
        if (accepted.complete(null)) {
            opened.complete(delivery);
        } else {
            delivery.item(data);
        }
    }

    @Override
    protected void hookOnError(Throwable failure) {
        PlaneException reason = Errors.toException(failure);
        over(); // before anybody is told, who might look what is pending
        opened.completeExceptionally(reason);
        delivery.fail(
                new PlaneException.Disconnected("the stream ended before its time: " + reason.getMessage(), failure));
    }

    @Override
    protected void hookOnComplete() {
        over();
        opened.completeExceptionally(new PlaneException.Disconnected("the stream ended before it began", null));
        delivery.end();
    }

    /** Breaks off: the server hears of it as a cancelled channel. */
    private void drop() {
        over();
        cancel();
    }

    private void over() {
        accepted.complete(null);
        ended.accept(this);
    }

    /** Returns whether the stream is open: the engine has accepted, and has not ended. */
    boolean isOpen() {
        return accepted.isDone();
    }

    @Override
    public CompletionStage<Flow.Publisher<StreamItem>> opened() {
        return opened;
    }

    @Override
    public void stop() {
        stop.tryEmitValue(EmptyPayload.INSTANCE);
        delivery.end();
    }

    @Override
    public void kill() {
        delivery.end();
        drop();
    }
}
