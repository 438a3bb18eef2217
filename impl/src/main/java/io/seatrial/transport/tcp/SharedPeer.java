package io.seatrial.transport.tcp;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shared connections to one address. Callers choose one from a snapshot, without a lock. Who finds none with room waits in line, and
 * so does who comes while others wait; that, and every change of the snapshot, happens on the pool's executor.
 *
 * <p>While somebody waits, connections are opened one after the other up to the limit. Connections that went out of use do not count: each
 * of them closes within the bound of a request.
 */
final class SharedPeer implements Peer {

    private static final SharedLink[] NONE = {};

    private final ClientScope scope;
    private final SharedPool pool;
    private final InetSocketAddress address;
    private final String text;
    private final int number;
    private final WaitingLine line;
    private boolean connecting;
    private long lastChange;
    private volatile SharedLink[] links = NONE;
    private volatile boolean crowded;

    /** Where the next caller begins to look. Callers race for it and may get the same: it only spreads the load. */
    private int cursor;

    SharedPeer(ClientScope scope, SharedPool pool, InetSocketAddress address, int number) {
        this.scope = scope;
        this.pool = pool;
        this.address = address;
        this.text = NetUtil.toSocketAddressString(address);
        this.number = number;
        this.line = new WaitingLine(scope, pool.timer(this::expire));
        this.lastChange = scope.now();
    }

    @Override
    public String text() {
        return text;
    }

    InetSocketAddress address() {
        return address;
    }

    /** Returns the peer's place in the order in which peers were first used. */
    int number() {
        return number;
    }

    @Override
    public void submit(PendingRequest request) {
        SharedLink link = crowded ? null : choose();
        if (link == null) {
            pool.execute(() -> pool.enqueue(this, request));
        } else {
            link.submit(request);
        }
    }

    @Override
    public void abandoned(PendingRequest request) {
        pool.execute(() -> line.discard(request));
    }

    /** Hears that a permit was given back. From any thread. */
    void freed() {
        if (crowded || pool.isClosing()) {
            pool.execute(this::serve);
        }
    }

    /** Takes back a request that was not written because its connection ended. From any thread. */
    void resubmit(PendingRequest request) {
        pool.execute(() -> pool.join(this, request));
    }

    /** Hears that a connection takes no more requests. From any thread. */
    void retired(SharedLink link) {
        pool.execute(() -> {
            links = Arrays.stream(links).filter(other -> other != link).toArray(SharedLink[]::new);
            lastChange = scope.now();
            serve();
        });
    }

    /** Hears that a connection is closed. From any thread. */
    void closed(SharedLink link) {
        pool.execute(() -> {
            pool.remove(link);
            serve();
        });
    }

    /** Puts a request that was just handed over into the line. Without a connection its time begins when there is one. */
    void enqueue(PendingRequest request) {
        if (links.length == 0) {
            long connect = 2 * scope.limits().connectNanos();
            request.deadline = scope.now() + connect + scope.limits().requestNanos();
        }
        join(request);
    }

    /** Puts a request into the line with the deadline that it has. */
    void join(PendingRequest request) {
        line.add(request);
        crowded = true; // before the look at the permits: who gives one back looks at this after it
        serve();
    }

    /** Hands requests in line to connections with room, and opens a connection if some are left. */
    private void serve() {
        while (line.first() != null) {
            SharedLink link = choose();
            if (link == null) {
                break;
            }
            link.submit(line.take());
        }
        crowded = !line.isEmpty();
        if (crowded && !connecting && links.length < scope.limits().connectionsPerPeer()) {
            connecting = true;
            SharedLink link = new SharedLink(scope, this);
            pool.connector().connect(address, link, failure -> connected(link, failure));
        }
        pool.closeIfQuiet();
    }

    private @Nullable SharedLink choose() {
        SharedLink[] all = links;
        int start = all.length > 1 ? Math.floorMod(cursor++, all.length) : 0;
        for (int i = 0; i < all.length; i++) {
            SharedLink link = all[(start + i) % all.length];
            if (link.tryAcquire()) {
                return link;
            }
        }
        return null;
    }

    private void connected(SharedLink link, @Nullable Throwable failure) {
        connecting = false;
        lastChange = scope.now();
        if (failure == null) {
            pool.add(link);
            opened(link);
        } else if (links.length == 0) {
            line.failAll(() -> scope.failures().unreachable(text, failure));
        }
        if (failure == null || line.isEmpty()) {
            serve();
        }
    }

    private void opened(SharedLink link) {
        String reason = link.failure();
        if (reason != null) {
            // The peer hung up at once. These requests would have been on it; to try again for them could go on without
            // an end.
            line.failFirst(scope.limits().requestsPerConnection(), reason);
            return;
        }
        SharedLink[] more = Arrays.copyOf(links, links.length + 1);
        more[links.length] = link;
        links = more;
        if (more.length == 1) {
            line.startClocks();
        }
    }

    private long expire(long now) {
        long next = line.expire(now);
        crowded = !line.isEmpty();
        pool.closeIfQuiet();
        return next;
    }

    /** Returns whether nothing waits here or is in flight. */
    boolean isUnused() {
        return !connecting && line.isEmpty() && Arrays.stream(links).noneMatch(SharedLink::isActive);
    }

    /** Returns the time of the last sign of use. */
    long lastUsed() {
        long last = lastChange;
        for (SharedLink link : links) {
            last = link.lastUsed() - last > 0 ? link.lastUsed() : last;
        }
        return last;
    }

    /** Closes every connection that nobody uses. */
    void closeUnused() {
        for (SharedLink link : links) {
            if (!link.isActive()) {
                link.close();
            }
        }
    }

    /** Takes every connection out of use, after a last look found none in use; each closes when it is. */
    void evict() {
        for (SharedLink link : links) {
            link.close();
        }
        line.end();
    }
}
