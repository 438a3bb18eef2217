package io.seatrial.transport.tcp;

import io.seatrial.sending.Connector;
import io.seatrial.sending.DeadlineTimer;
import io.seatrial.sending.SerialExecutor;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The shared connections of a client, by address (dynamo-tcp.md 3.4). What is not on the way of every request happens on one executor, in
 * order: growth, waiting in line, clean-up, close.
 */
final class SharedPool implements ConnectionPool {

    /** How soon a peer is looked at again that was unused for long enough and got a request at that moment. */
    private static final long IDLE_CHECK_FLOOR_NANOS = 100_000_000;

    private final ClientScope scope;
    private final Consumer<Peer> evicted;
    private final ScheduledExecutorService timers;
    private final SerialExecutor executor;
    private final Connector connector;
    private final DeadlineTimer idleTimer;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<InetSocketAddress, SharedPeer> peers = new ConcurrentHashMap<>();

    /** Every open channel, also those out of use. Only counted, never walked in an order that matters. */
    private final Set<SharedLink> open = ConcurrentHashMap.newKeySet();

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean closing;

    /**
     * Creates a pool without connections.
     *
     * @param evicted hears of peers that were unused for too long; they must not be used from then on
     */
    SharedPool(ClientScope scope, Consumer<Peer> evicted) {
        this.scope = scope;
        this.evicted = evicted;
        this.timers = scope.io().scheduler();
        this.executor = new SerialExecutor(timers);
        this.connector = scope.connector(scope.limits().connectsAtOnce(), timers, executor);
        this.idleTimer = timer(this::sweep);
    }

    @Override
    public SharedPeer peer(InetSocketAddress address) {
        SharedPeer known = peers.get(address);
        if (known != null) {
            return known;
        }
        execute(this::watchIdle);
        return peers.computeIfAbsent(
                address, absent -> new SharedPeer(scope, this, address, numbers.getAndIncrement()));
    }

    @Override
    public int active() {
        return (int) open.stream().filter(SharedLink::isActive).count();
    }

    @Override
    public int idle() {
        return (int) open.stream().filter(link -> !link.isActive()).count();
    }

    @Override
    public CompletableFuture<Void> close() {
        closing = true;
        execute(this::closeIfQuiet);
        return done.copy();
    }

    @Override
    public boolean isClosing() {
        return closing;
    }

    void execute(Runnable task) {
        executor.execute(task);
    }

    /** Returns a timer whose check runs on the executor. */
    DeadlineTimer timer(DeadlineTimer.Check check) {
        return new DeadlineTimer(scope.io(), timers, executor, check);
    }

    Connector connector() {
        return connector;
    }

    /** Puts a new request in line. On the executor. */
    void enqueue(SharedPeer chosen, PendingRequest request) {
        if (closing) {
            request.failUnsent(ClientFailures.closed());
        } else {
            inCharge(chosen).enqueue(request);
        }
    }

    /** Puts a request in line again. On the executor. */
    void join(SharedPeer chosen, PendingRequest request) {
        if (closing) {
            request.failUnsent(ClientFailures.closed());
        } else {
            inCharge(chosen).join(request);
        }
    }

    /** Returns the peer for an address that a caller found just before it was dropped for being unused, else the given one. */
    private SharedPeer inCharge(SharedPeer chosen) {
        SharedPeer now = peer(chosen.address());
        if (now != chosen) {
            evicted.accept(chosen); // the caller may have remembered it after everyone was told to forget it
        }
        return now;
    }

    /** Counts a connection in, unless it is closed already. On the executor. */
    void add(SharedLink link) {
        if (!link.isClosed()) {
            open.add(link);
        }
    }

    /** Counts a connection out. On the executor. */
    void remove(SharedLink link) {
        open.remove(link);
    }

    /** While closing: closes what is not used any more, and ends when nothing is left. On the executor. */
    void closeIfQuiet() {
        if (!closing || done.isDone()) {
            return;
        }
        boolean quiet = true;
        for (SharedPeer peer : inOrder()) {
            peer.closeUnused();
            quiet &= peer.isUnused();
        }
        if (quiet && open.isEmpty()) {
            idleTimer.cancel();
            connector.end();
            inOrder().forEach(SharedPeer::evict);
            done.complete(null);
        }
    }

    private void watchIdle() {
        if (!closing) {
            idleTimer.armAt(scope.now() + scope.limits().idleNanos());
        }
    }

    private long sweep(long now) {
        if (closing) {
            return DeadlineTimer.NOTHING;
        }
        long next = DeadlineTimer.NOTHING;
        for (SharedPeer peer : inOrder()) {
            long left = peer.lastUsed() + scope.limits().idleNanos() - now;
            if (left <= 0 && peer.isUnused()) {
                peers.remove(peer.address());
                evicted.accept(peer);
                peer.evict();
            } else {
                next = Math.min(next, Math.max(left, IDLE_CHECK_FLOOR_NANOS));
            }
        }
        return next;
    }

    private List<SharedPeer> inOrder() {
        return peers.values().stream()
                .sorted(Comparator.comparingInt(SharedPeer::number))
                .toList();
    }
}
