package example.rsocket;

import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.spi.StreamItem;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import java.util.function.IntConsumer;

/** Hands items to the one subscriber of a stream, as it asks for them. What ends the stream first is its end. */
final class Delivery implements Flow.Publisher<StreamItem>, Flow.Subscription {

    private final IntConsumer more;
    private final Runnable drop;
    private Flow.Subscriber<? super StreamItem> subscriber;
    private Throwable failure;
    private boolean over;
    private boolean told;

    /**
     * Creates a delivery.
     *
     * @param more asks for so many items
     * @param drop breaks the stream off
     */
    Delivery(IntConsumer more, Runnable drop) {
        this.more = more;
        this.drop = drop;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super StreamItem> wanted) {
        wanted.onSubscribe(this);
        synchronized (this) {
            subscriber = wanted;
            tell();
        }
    }

    synchronized void item(byte[] json) {
        if (!over) {
            subscriber.onNext(new StreamItem(new String(json, StandardCharsets.UTF_8), false));
        }
    }

    synchronized void end() {
        over = true;
        tell();
    }

    synchronized void fail(PlaneException reason) {
        if (!over) {
            over = true;
            failure = reason;
            tell();
        }
    }

    private void tell() {
        if (!over || told || subscriber == null) {
            return;
        }
        told = true;
        if (failure == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(failure);
        }
    }

    @Override
    public void request(long items) {
        more.accept((int) Math.min(items, Integer.MAX_VALUE));
    }

    @Override
    public synchronized void cancel() {
        over = true;
        told = true;
        drop.run();
    }
}
