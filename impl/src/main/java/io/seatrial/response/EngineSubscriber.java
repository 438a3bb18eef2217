package io.seatrial.response;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings what an engine signals, from whichever thread, to the event loop of the connection and in order. Signals of that loop itself take
 * no detour.
 */
final class EngineSubscriber implements Flow.Subscriber<byte[]> {

    private static final Object COMPLETED = new Object();

    private final EnginePump pump;
    private final WorkerConnection connection;
    private final Queue<Object> signals = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainIsDue = new AtomicBoolean();

    private record Broken(Throwable failure) {}

    EngineSubscriber(EnginePump pump, WorkerConnection connection) {
        this.pump = pump;
        this.connection = connection;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        Objects.requireNonNull(subscription, "subscription");
        connection.execute(() -> pump.subscribed(subscription));
    }

    @Override
    public void onNext(byte[] item) {
        signal(Objects.requireNonNull(item, "item"));
    }

    @Override
    public void onError(Throwable failure) {
        signal(new Broken(Objects.requireNonNull(failure, "failure")));
    }

    @Override
    public void onComplete() {
        signal(COMPLETED);
    }

    private void signal(Object signal) {
        if (connection.loop().inEventLoop() && signals.isEmpty()) {
            accept(signal);
            return;
        }
        signals.add(signal);
        if (drainIsDue.compareAndSet(false, true)) {
            connection.executeLater(() -> pump.together(this::drain));
        }
    }

    private void drain() {
        drainIsDue.set(false);
        for (Object signal = signals.poll(); signal != null; signal = signals.poll()) {
            accept(signal);
        }
    }

    private void accept(Object signal) {
        if (signal instanceof byte[] item) {
            pump.item(item);
        } else if (signal instanceof Broken broken) {
            pump.brokeOff(broken.failure());
        } else {
            pump.completed();
        }
    }
}
