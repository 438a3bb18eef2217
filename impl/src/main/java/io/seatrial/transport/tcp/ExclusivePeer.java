package io.seatrial.transport.tcp;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** The idle connections to one address, of which the one that was given back last is taken first. May be used from any thread. */
final class ExclusivePeer implements Peer {

    private final ExclusivePool pool;
    private final InetSocketAddress address;
    private final String text;
    private final int kept;
    private final ConcurrentLinkedDeque<ExclusiveLink> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    ExclusivePeer(ClientScope scope, ExclusivePool pool, InetSocketAddress address) {
        this.pool = pool;
        this.address = address;
        this.text = NetUtil.toSocketAddressString(address);
        this.kept = scope.limits().connectionsPerPeer();
    }

    @Override
    public String text() {
        return text;
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void submit(PendingRequest request) {
        ExclusiveLink link = idle.pollFirst();
        if (link == null) {
            pool.connect(this, request);
        } else {
            idleCount.decrementAndGet();
            link.start(request);
        }
    }

    @Override
    public void abandoned(PendingRequest request) {
        // The connection finds out when it is the request's turn, or when its acknowledgement comes.
    }

    /** Takes back a connection whose request was acknowledged. Returns false if there are enough, so that it is to be closed. */
    boolean giveBack(ExclusiveLink link) {
        if (pool.isClosing()) {
            return false;
        }
        if (idleCount.incrementAndGet() > kept) {
            idleCount.decrementAndGet();
            return false;
        }
        idle.addFirst(link);
        return true;
    }

    boolean isClosing() {
        return pool.isClosing();
    }

    void closed(ExclusiveLink link) {
        pool.closed(link);
    }
}
