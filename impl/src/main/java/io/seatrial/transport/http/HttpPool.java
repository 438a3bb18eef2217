package io.seatrial.transport.http;

import io.seatrial.sending.Connector;
import io.seatrial.sending.DeadlineTimer;
import io.seatrial.sending.SerialExecutor;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a client, by host, and its requests that have not ended. Everything happens on one executor, in order, except where a
 * method says otherwise.
 */
final class HttpPool {

    /** How soon hosts are looked at again whose connections are still closing. */
    private static final long IDLE_CHECK_FLOOR_NANOS = 100_000_000;

    private final ClientScope scope;
    private final SerialExecutor executor;
    private final Connector connector;
    private final DeadlineTimer deadlines;
    private final DeadlineTimer idleness;
    private final Map<String, Origin> origins = new LinkedHashMap<>();

    /** In the order of hand-over, which is that of their deadlines. */
    private final Set<HttpSend> pending = new LinkedHashSet<>();

    /** Every open connection, also those out of use. Only counted, never walked in an order that matters. */
    private final Set<Link> open = ConcurrentHashMap.newKeySet();

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean closing;
    private boolean refusing;

    HttpPool(ClientScope scope) {
        this.scope = scope;
        ScheduledExecutorService timers = scope.io().scheduler();
        this.executor = new SerialExecutor(timers);
        this.connector = new Connector(
                scope.io(), scope.limits().connectOptions(), ClientLimits.CONNECTS_AT_ONCE, timers, executor);
        this.deadlines = new DeadlineTimer(scope.io(), timers, executor, this::expire);
        this.idleness = new DeadlineTimer(scope.io(), timers, executor, this::closeIdle);
    }

    /** Sends a request as soon as there is a connection for it. Any thread. */
    void submit(HttpSend send) {
        execute(() -> accept(send));
    }

    /** Hears that a caller gave up a request. Any thread. */
    void abandoned(HttpSend send) {
        execute(() -> originOf(send).abandoned(send));
    }

    /** Any thread. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    /** Refuses new requests, lets the others end, which all have a bound, and closes every connection. Idempotent. Any thread. */
    CompletableFuture<Void> close() {
        closing = true;
        execute(() -> {
            refusing = true; // behind the requests that were handed over before
            closeIfQuiet();
        });
        return done.copy();
    }

    /** Any thread. */
    boolean isClosing() {
        return closing;
    }

    /** Returns how many connections have a request. Any thread. */
    int active() {
        return (int) open.stream().filter(Link::isActive).count();
    }

    /** Returns how many connections have none. Any thread. */
    int idle() {
        return (int) open.stream().filter(link -> !link.isActive()).count();
    }

    private void accept(HttpSend send) {
        if (refusing) {
            send.failUnsent(ClientFailures.closed());
            return;
        }
        pending.add(send);
        deadlines.armAt(send.deadline());
        originOf(send).enqueue(send);
    }

    private Origin originOf(HttpSend send) {
        HttpTarget target = send.target();
        Origin known = origins.get(target.authority());
        if (known != null) {
            return known;
        }
        Origin origin = new Origin(scope, this, target.socket());
        origins.put(target.authority(), origin);
        watchIdle(); // which also forgets hosts that are not used
        return origin;
    }

    /** A request has ended, and nothing is held for it any more. */
    void done(HttpSend send) {
        pending.remove(send);
    }

    void connect(InetSocketAddress socket, Link link, Consumer<@Nullable Throwable> connected) {
        connector.connect(socket, link, connected);
    }

    void add(Link link) {
        open.add(link);
    }

    boolean remove(Link link) {
        return open.remove(link);
    }

    /** A connection is no longer used, or a host is used for the first time. */
    void watchIdle() {
        idleness.armAt(scope.now() + scope.limits().idleNanos());
    }

    /** While closing: closes what is not used any more, and ends when nothing is left. */
    void closeIfQuiet() {
        if (!refusing || done.isDone()) {
            return;
        }
        boolean quiet = pending.isEmpty();
        for (Origin origin : List.copyOf(origins.values())) {
            origin.closeUnused();
            quiet &= origin.isEmpty();
        }
        if (quiet && open.isEmpty()) {
            deadlines.cancel();
            idleness.cancel();
            connector.end();
            done.complete(null);
        }
    }

    private long expire(long now) {
        for (HttpSend send : List.copyOf(pending)) {
            long left = send.deadline() - now;
            if (left > 0) {
                return left;
            }
            pending.remove(send);
            Origin origin = originOf(send);
            send.failOverdue(send.link != null || origin.isConnected());
            origin.abandoned(send);
        }
        closeIfQuiet();
        return DeadlineTimer.NOTHING;
    }

    private long closeIdle(long now) {
        long next = DeadlineTimer.NOTHING;
        for (Origin origin : List.copyOf(origins.values())) {
            next = Math.min(next, origin.closeIdle(now));
        }
        origins.values().removeIf(Origin::isEmpty);
        long again = Math.max(scope.limits().idleNanos(), IDLE_CHECK_FLOOR_NANOS);
        return origins.isEmpty() ? DeadlineTimer.NOTHING : Math.min(next, again);
    }
}
