package io.seatrial.transport.tcp;

import io.seatrial.sending.Connector;
import io.seatrial.sending.SerialExecutor;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The connections of a client of 1.0.x: each carries one request at a time, any number is opened, and some are kept idle for ever
 * (dynamo-tcp.md 3.3). Connects and clean-up happen on one executor, in order.
 */
final class ExclusivePool implements ConnectionPool {

    private final ClientScope scope;
    private final SerialExecutor executor;
    private final Connector connector;
    private final Map<InetSocketAddress, ExclusivePeer> peers = new ConcurrentHashMap<>();

    /** Every open channel, in the order of opening. On the executor only, as the rest. */
    private final Set<ExclusiveLink> open = new LinkedHashSet<>();

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int connecting;
    private volatile boolean closing;

    ExclusivePool(ClientScope scope) {
        this.scope = scope;
        ScheduledExecutorService timers = scope.io().scheduler();
        this.executor = new SerialExecutor(timers);
        this.connector = scope.connector(Integer.MAX_VALUE, timers, executor);
    }

    @Override
    public Peer peer(InetSocketAddress address) {
        return peers.computeIfAbsent(address, absent -> new ExclusivePeer(scope, this, address));
    }

    /** The model does not count connections. */
    @Override
    public int active() {
        return 0;
    }

    @Override
    public int idle() {
        return 0;
    }

    @Override
    public CompletableFuture<Void> close() {
        closing = true;
        executor.execute(() -> {
            new ArrayList<>(open).forEach(ExclusiveLink::closeWhenFree);
            endIfQuiet();
        });
        return done.copy();
    }

    @Override
    public boolean isClosing() {
        return closing;
    }

    /** Opens a connection for one request. From any thread. */
    void connect(ExclusivePeer peer, PendingRequest request) {
        executor.execute(() -> {
            if (closing) {
                request.failUnsent(ClientFailures.closed());
                return;
            }
            ExclusiveLink link = new ExclusiveLink(scope, peer);
            connecting++;
            connector.connect(peer.address(), link, failure -> {
                connecting--;
                if (failure != null) {
                    request.failUnsent(scope.failures().unreachable(peer.text(), failure));
                } else {
                    if (!link.isClosed()) {
                        open.add(link);
                    }
                    link.start(request);
                }
                endIfQuiet();
            });
        });
    }

    /** Hears that a channel is closed. From any thread. */
    void closed(ExclusiveLink link) {
        executor.execute(() -> {
            open.remove(link);
            endIfQuiet();
        });
    }

    private void endIfQuiet() {
        if (closing && connecting == 0 && open.isEmpty()) {
            connector.end();
            done.complete(null);
        }
    }
}
