package io.seatrial.transport.http;

import io.netty.channel.EventLoop;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.sending.DeadlineTimer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The streams of one connection that are open, in the order in which they began. Each has the same bound until it must have ended, request
 * and answer; so one timer looks at the first. On the connection's event loop only.
 */
final class OpenExchanges {

    private final NetworkIo io;
    private final long boundNanos;
    private final Set<Http2Exchange> open = new LinkedHashSet<>();
    private final DeadlineTimer timer;

    OpenExchanges(NetworkIo io, Duration bound, EventLoop loop) {
        this.io = io;
        this.boundNanos = bound.toNanos();
        this.timer = new DeadlineTimer(io, loop, Runnable::run, this::expire);
    }

    void add(Http2Exchange exchange) {
        exchange.deadline = io.nanoTime() + boundNanos;
        open.add(exchange);
        if (boundNanos > 0) {
            timer.armAt(exchange.deadline);
        }
    }

    void remove(Http2Exchange exchange) {
        open.remove(exchange);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Ends every stream whose request has not come whole. */
    void abandonUnfinished() {
        List.copyOf(open).forEach(Http2Exchange::abandonUnfinished);
    }

    void cancelTimer() {
        timer.cancel();
    }

    private long expire(long now) {
        for (Http2Exchange exchange : List.copyOf(open)) {
            long left = exchange.deadline - now;
            if (left > 0) {
                return left;
            }
            open.remove(exchange);
            exchange.overdue();
        }
        return DeadlineTimer.NOTHING;
    }
}
