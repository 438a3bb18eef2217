package io.seatrial.serving;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The connections of one server that are open, in the order in which they were accepted.
 *
 * @param <C> what a transport knows of one
 */
public final class OpenConnections<C extends OpenConnections.Connection> {

    private final Map<Channel, C> open = new LinkedHashMap<>(); // guarded by this, as all below
    private final CompletableFuture<Void> allClosed = new CompletableFuture<>();
    private boolean closed;

    /** One of them. */
    @FunctionalInterface
    public interface Connection {
        /** Ends it, in order and within a bound. Any thread. */
        void close();
    }

    /** Creates it with none. */
    public OpenConnections() {}

    /** Takes in a connection until its channel is closed; returns {@code false} if none is taken any more. */
    public synchronized boolean add(Channel channel, C connection) {
        if (closed) {
            return false;
        }
        open.put(channel, connection);
        channel.closeFuture().addListener(done -> remove(channel));
        return true;
    }

    /** Returns those that are open now. */
    public synchronized List<C> open() {
        return new ArrayList<>(open.values());
    }

    /** Closes every connection, each within its bound. Completes when none is left. */
    public CompletionStage<Void> close() {
        List<C> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(open.values());
        }
        all.forEach(Connection::close);
        completeIfNoneLeft();
        return allClosed.minimalCompletionStage();
    }

    private void remove(Channel channel) {
        synchronized (this) {
            open.remove(channel);
        }
        completeIfNoneLeft();
    }

    private void completeIfNoneLeft() {
        boolean none;
        synchronized (this) {
            none = closed && open.isEmpty();
        }
        if (none) {
            allClosed.complete(null);
        }
    }
}
