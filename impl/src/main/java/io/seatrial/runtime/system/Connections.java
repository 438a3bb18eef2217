package io.seatrial.runtime.system;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.SystemSettings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The open connections to a system server: no more than so many, and none after its end. */
final class Connections {

    private final SystemPages pages;
    private final int most;
    private final int maxRequestBytes;
    private final Duration bound;
    private final Set<Channel> open = new LinkedHashSet<>(); // guarded by this, as is the next
    private boolean closed;

    Connections(PlaneContext plane, SystemPages pages) {
        this.pages = pages;
        this.most = plane.settings().get(SystemSettings.MAX_CONNECTIONS);
        this.maxRequestBytes = plane.settings().get(SystemSettings.MAX_REQUEST_SIZE);
        this.bound = plane.settings().get(SystemSettings.CONNECTION_TIMEOUT);
    }

    /** Sets up a connection, or closes it if there is no room. */
    void accept(Channel channel) {
        if (!add(channel)) {
            channel.close();
            return;
        }
        channel.closeFuture().addListener(gone -> remove(channel));
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(maxRequestBytes, true))
                .addLast(new SystemConnection(pages, bound));
    }

    /** Closes all, for good. */
    void close() {
        List<Channel> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(open);
        }
        all.forEach(Channel::close);
    }

    private synchronized boolean add(Channel channel) {
        return !closed && open.size() < most && open.add(channel);
    }

    private synchronized void remove(Channel channel) {
        open.remove(channel);
    }
}
