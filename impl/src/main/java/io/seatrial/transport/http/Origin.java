package io.seatrial.transport.http;

import io.seatrial.plane.PlaneException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one host and port, and the requests that wait for one. On the pool's executor only.
 *
 * <p>Which protocol the peer speaks is found out by the first connection, while everybody waits. HTTP/2 is opened to a peer that is known to
 * speak it only when every connection is full; HTTP/1.1 once for each request that waits. That a peer speaks only HTTP/1.1 is believed for
 * a while: another may have taken its port.
 */
final class Origin {

    private static final long HTTP_1_BELIEVED_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** A request that was not processed is handed on so often; then it fails. */
    private static final int HANDED_ON = 1;

    private final ClientScope scope;
    private final HttpPool pool;
    private final InetSocketAddress socket;
    private final Deque<HttpSend> line = new ArrayDeque<>();
    private final List<Link> links = new ArrayList<>();
    private int channels;
    private int connecting;
    private boolean speaksHttp1;
    private long believedUntil;

    Origin(ClientScope scope, HttpPool pool, InetSocketAddress socket) {
        this.scope = scope;
        this.pool = pool;
        this.socket = socket;
    }

    HttpPool pool() {
        return pool;
    }

    /** Takes a request that was just handed over. */
    void enqueue(HttpSend send) {
        line.add(send);
        serve();
    }

    /** Hears that a request has ended by its caller's wish or because its time is over. */
    void abandoned(HttpSend send) {
        if (send.link != null) {
            send.link.giveUp(send);
        } else {
            send.discard();
            line.remove(send);
            pool.done(send);
        }
    }

    /** Returns the error of a request whose connection failed. */
    PlaneException broken(HttpSend send, String why) {
        return scope.failures().broken(send.target().address(), why);
    }

    /** Returns the error of a request that the peer did not process, in case it is not handed on. */
    PlaneException unprocessed(HttpSend send, String why, boolean refused) {
        return refused ? scope.failures().refusedAgain(send.target().address(), why) : broken(send, why);
    }

    /** Returns whether there is a connection for the requests that wait. */
    boolean isConnected() {
        return !links.isEmpty();
    }

    /** A connection is established whose peer speaks HTTP/2. */
    void ready(Link link, int capacity) {
        connecting--;
        speaksHttp1 = false;
        link.granted = capacity;
        link.capacity = capacity;
        add(link);
    }

    /** The peer takes more or fewer requests at once on a connection. */
    void granted(Link link, int capacity) {
        link.granted = capacity;
        link.capacity = capacity;
        serve();
    }

    /** A request on a connection has ended. */
    void finished(Link link, HttpSend send) {
        link.release(send);
        link.capacity = Math.min(link.granted, link.capacity + 1); // it may have been too much for the peer once
        pool.done(send);
        serve();
        settle(link);
    }

    /** A request was not processed by the peer, and may go elsewhere. */
    void handedBack(Link link, HttpSend send, PlaneException why) {
        link.release(send);
        if (send.isEnded()) {
            send.discard();
            pool.done(send);
        } else if (send.handedBack++ >= HANDED_ON) {
            send.failUnsent(why);
            pool.done(send);
        } else {
            link.capacity = Math.min(link.capacity, Math.max(1, link.taken));
            line.addFirst(send);
        }
        serve();
        settle(link);
    }

    /** A connection takes no more requests. */
    void retired(Link link) {
        link.retired = true;
        links.remove(link);
        settle(link);
        serve();
    }

    /** A connection is closed. */
    void closed(Link link, String why) {
        boolean known = pool.remove(link);
        channels--;
        link.retired = true;
        links.remove(link);
        if (!known) { // it did not get as far as HTTP/2
            connecting--;
            speaksHttp1 = true;
            believedUntil = scope.now() + HTTP_1_BELIEVED_NANOS;
        }
        serve();
    }

    /** Closes every connection that nobody uses. */
    void closeUnused() {
        for (Link link : List.copyOf(links)) {
            if (link.taken == 0) {
                retire(link);
            }
        }
    }

    /**
     * Closes the connections that were not used for long enough.
     *
     * @return nanoseconds until the next one is due, {@link Long#MAX_VALUE} for none
     */
    long closeIdle(long now) {
        long next = Long.MAX_VALUE;
        for (Link link : List.copyOf(links)) {
            if (link.taken == 0) {
                long left = link.idleSince + scope.limits().idleNanos() - now;
                if (left <= 0) {
                    retire(link);
                } else {
                    next = Math.min(next, left);
                }
            }
        }
        return next;
    }

    /** Returns whether there is nothing here. */
    boolean isEmpty() {
        return channels == 0 && first() == null;
    }

    private void serve() {
        Link link = withRoom();
        while (link != null && first() != null) {
            link.take(line.remove());
            link = withRoom();
        }
        if (first() != null) {
            grow();
        }
        pool.closeIfQuiet();
    }

    private void grow() {
        boolean http1 = !scope.behaviour().speaksHttp2() || (speaksHttp1 && scope.now() - believedUntil < 0);
        int missing = http1 ? line.size() - connecting : 1 - connecting;
        int allowed = scope.limits().connectionsPerHost() - links.size() - connecting;
        for (int i = Math.min(missing, allowed); i > 0; i--) {
            Link link = http1 ? new Http1Link(scope, this) : new Http2Link(scope, this);
            connecting++;
            channels++;
            pool.connect(socket, link, failure -> connected(link, failure));
        }
    }

    private void connected(Link link, @Nullable Throwable failure) {
        if (failure == null) {
            if (link instanceof Http1Link) {
                connecting--;
                add(link);
            }
            return; // HTTP/2 is ready when the peer has shown that it speaks it
        }
        connecting--;
        channels--;
        if (links.isEmpty() && connecting == 0) {
            for (HttpSend send = first(); send != null; send = first()) {
                line.remove();
                send.failUnreachable(failure);
                pool.done(send);
            }
        }
        pool.closeIfQuiet();
    }

    private void add(Link link) {
        link.idleSince = scope.now();
        links.add(link);
        pool.add(link);
        serve();
        settle(link);
    }

    /** Sees what becomes of a connection that nobody uses. */
    private void settle(Link link) {
        if (link.taken > 0) {
            return;
        }
        long idle = links.stream().filter(other -> other.taken == 0).count();
        if (link.retired || pool.isClosing() || idle > scope.limits().maxIdlePerHost()) {
            retire(link);
        } else {
            link.idleSince = scope.now();
            pool.watchIdle();
        }
    }

    private void retire(Link link) {
        link.retired = true;
        links.remove(link);
        link.close();
    }

    private @Nullable Link withRoom() {
        for (Link link : links) {
            if (link.hasRoom()) {
                return link;
            }
        }
        return null;
    }

    /** Returns the first request in line that somebody waits for. */
    private @Nullable HttpSend first() {
        HttpSend first = line.peek();
        while (first != null && first.isEnded()) {
            line.remove().discard();
            pool.done(first);
            first = line.peek();
        }
        return first;
    }
}
