package io.seatrial.testkit.probe;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A publisher in the hands of a case, for one subscriber: it gives what the case has put in, as it is asked for, and ends when the case
 * says so. Signals come on the thread that puts in or asks, one at a time.
 *
 * @param <T> the type of the items
 */
public final class Items<T> implements Flow.Publisher<T> {

    private final Queue<T> waiting = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super T> subscriber;
    private @Nullable Throwable failure;
    private long asked;
    private long given;
    private boolean ended;
    private boolean over;
    private boolean cancelled;
    private boolean delivering;

    private Items() {}

    /** Returns a publisher that holds nothing yet and has not ended. */
    public static <T> Items<T> open() {
        return new Items<>();
    }

    /** Returns a publisher of these items, which then ends. */
    public static <T> Items<T> of(List<T> items) {
        Items<T> publisher = open();
        items.forEach(publisher::give);
        publisher.end();
        return publisher;
    }

    /** Puts an item in. */
    public void give(T item) {
        synchronized (this) {
            waiting.add(item);
        }
        deliver();
    }

    /** Ends the stream behind what was put in. */
    public void end() {
        synchronized (this) {
            ended = true;
        }
        deliver();
    }

    /** Fails the stream behind what was put in. */
    public void fail(Throwable why) {
        synchronized (this) {
            ended = true;
            failure = why;
        }
        deliver();
    }

    /** Returns the number of items that the subscriber has been given. */
    public synchronized long given() {
        return given;
    }

    /** Returns whether the subscriber has cancelled. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Returns whether somebody has subscribed. */
    public synchronized boolean isSubscribed() {
        return subscriber != null;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> newSubscriber) {
        synchronized (this) {
            if (subscriber != null) {
                throw new IllegalStateException("this publisher has a subscriber already");
            }
            subscriber = newSubscriber;
        }
        newSubscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                ask(count);
            }

            @Override
            public void cancel() {
                giveUp();
            }
        });
        deliver();
    }

    private void ask(long count) {
        synchronized (this) {
            asked = asked + count < 0 ? Long.MAX_VALUE : asked + count;
        }
        deliver();
    }

    private synchronized void giveUp() {
        cancelled = true;
        over = true;
        waiting.clear();
    }

    private void deliver() {
        while (true) {
            T item;
            boolean last;
            synchronized (this) {
                boolean more = !waiting.isEmpty() && given < asked;
                last = waiting.isEmpty() && ended;
                if (delivering || over || subscriber == null || !(more || last)) {
                    return;
                }
                delivering = true;
                over = last;
                item = waiting.poll();
                given += last ? 0 : 1;
            }
            signal(item);
            synchronized (this) {
                delivering = false;
            }
        }
    }

    private void signal(@Nullable T item) {
        Flow.Subscriber<? super T> to = java.util.Objects.requireNonNull(subscriber, "subscriber");
        if (item != null) {
            to.onNext(item);
        } else if (failure != null) {
            to.onError(failure);
        } else {
            to.onComplete();
        }
    }
}
