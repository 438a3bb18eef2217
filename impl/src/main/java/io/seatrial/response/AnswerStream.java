package io.seatrial.response;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.seatrial.plane.PlaneException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it comes over one connection. Of what the subscriber has not asked for at most {@value #CAPACITY} items are kept, then the
 * connection is not read from. All of it happens on the connection's event loop.
 */
final class AnswerStream implements ResponseStream {

    /** The most items that wait for the subscriber. */
    static final int CAPACITY = 64;

    private final StreamContext context;
    private final EventExecutor loop;
    private final Source source;
    private final Queue<ResponseItem> items = new ArrayDeque<>();
    private final Runnable listener = this::contextChanged;
    private final AtomicBoolean taken = new AtomicBoolean();
    private Flow.@Nullable Subscriber<? super ResponseItem> subscriber;
    private @Nullable Future<?> patience;
    private @Nullable Throwable failure;
    private long demand;
    private boolean ended;
    private boolean over;
    private boolean delivering;

    /** Where a stream's items come from. Called on the stream's event loop. */
    interface Source {

        /** Hears that there is room for items, or somebody to take them. */
        void proceed();

        /** Hears that nobody wants the stream any more. */
        void abandoned();

        /** Hears that the subscriber threw. */
        void subscriberFailed(Throwable failure);
    }

    /**
     * Creates a stream.
     *
     * @param loop on which all of it happens
     * @param endsWithContext whether it ends at once, without what waits, when its context is stopped
     */
    AnswerStream(StreamContext context, EventExecutor loop, Source source, boolean endsWithContext) {
        this.context = context;
        this.loop = loop;
        this.source = source;
        if (endsWithContext) {
            context.listen(listener);
        }
    }

    /** Returns a stream that has ended. */
    static AnswerStream ended(StreamContext context) {
        AnswerStream stream = new AnswerStream(context, ImmediateEventExecutor.INSTANCE, NoSource.NONE, false);
        stream.ended = true;
        return stream;
    }

    @Override
    public StreamContext context() {
        return context;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ResponseItem> newSubscriber) {
        Objects.requireNonNull(newSubscriber, "subscriber");
        if (!taken.compareAndSet(false, true)) {
            newSubscriber.onSubscribe(NoSource.NONE);
            newSubscriber.onError(new IllegalStateException("The stream has a subscriber already"));
            return;
        }
        execute(() -> begin(newSubscriber));
    }

    private void begin(Flow.Subscriber<? super ResponseItem> newSubscriber) {
        subscriber = newSubscriber;
        clearPatience();
        delivering = true; // what it asks for now comes after onSubscribe
        try {
            newSubscriber.onSubscribe(new Demand());
        } catch (Throwable thrown) { // also an Error: the connection must not be left half-way
            failed(thrown);
        }
        delivering = false;
        proceed();
    }

    /** Kills the stream if nobody has subscribed within a bound; zero is none. From any thread. */
    void expectSubscriber(Duration bound) {
        if (!taken.get() && !bound.isZero()) {
            execute(() -> {
                if (!taken.get() && !ended) {
                    patience = loop.schedule(this::nobodyCame, bound.toNanos(), TimeUnit.NANOSECONDS);
                }
            });
        }
    }

    private void nobodyCame() {
        if (subscriber == null) {
            items.clear();
            end(new PlaneException.Closed("Nobody subscribed in time to the stream of request " + context.id()));
            source.abandoned();
        }
    }

    /** Returns whether no more items shall come. */
    boolean isFull() {
        return items.size() >= CAPACITY;
    }

    /** Adds an item behind those that wait. */
    void offer(ResponseItem item) {
        if (!ended && !over) {
            items.add(item);
        }
    }

    /** Ends the stream behind the items that wait; the first end counts. */
    void end(@Nullable Throwable why) {
        if (!ended) {
            ended = true;
            failure = why;
            clearPatience(); // it holds nothing any more that somebody must be hurried to take
        }
    }

    private void clearPatience() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    private void contextChanged() {
        if (context.isStopped()) {
            execute(() -> {
                items.clear();
                ended = true;
                failure = null;
                clearPatience();
                deliver();
            });
        }
    }

    /** Gives the subscriber what it asked for, and the end once nothing waits. */
    void deliver() {
        Flow.Subscriber<? super ResponseItem> to = subscriber;
        if (delivering || over || to == null) {
            return;
        }
        delivering = true;
        try {
            while (demand > 0 && !items.isEmpty() && !over) {
                if (demand != Long.MAX_VALUE) {
                    demand--;
                }
                to.onNext(items.remove());
            }
            if (ended && items.isEmpty() && !over) {
                over();
                if (failure == null) {
                    to.onComplete();
                } else {
                    to.onError(failure);
                }
            }
        } catch (Throwable thrown) { // also an Error: the connection must not be left half-way
            failed(thrown);
        } finally {
            delivering = false;
        }
    }

    /** A subscriber must not throw; one that does is treated as if it had cancelled (rule 2.13 of Reactive Streams). */
    private void failed(Throwable thrown) {
        source.subscriberFailed(thrown);
        drop();
    }

    private void drop() {
        if (!over) {
            over();
            items.clear();
            source.abandoned();
        }
    }

    private void over() {
        over = true;
        context.forget(listener);
    }

    private void proceed() {
        source.proceed();
        deliver();
    }

    private void execute(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException shutDown) {
            source.subscriberFailed(shutDown); // the network is shut down, and the stream with it
        }
    }

    private final class Demand implements Flow.Subscription {

        @Override
        public void request(long count) {
            execute(() -> {
                if (over) {
                    return;
                }
                if (count > 0) {
                    long sum = demand + count;
                    demand = sum < 0 ? Long.MAX_VALUE : sum;
                } else {
                    items.clear();
                    ended = false;
                    end(new IllegalArgumentException("Items asked for: " + count));
                    source.abandoned();
                }
                proceed();
            });
        }

        @Override
        public void cancel() {
            execute(AnswerStream.this::drop);
        }
    }

    private enum NoSource implements Source, Flow.Subscription {
        NONE;

        @Override
        public void proceed() {}

        @Override
        public void abandoned() {}

        @Override
        public void subscriberFailed(Throwable failure) {
            throw new IllegalStateException("The subscriber of a stream that has ended threw", failure);
        }

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
