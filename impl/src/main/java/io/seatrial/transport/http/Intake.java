package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.serving.HandlerTable;
import io.seatrial.serving.ServedEndpoint;
import io.seatrial.serving.Work;
import io.seatrial.serving.WorkQueue;
import java.util.Map;
import java.util.concurrent.Executor;

/** Decides what becomes of each request that has arrived: the one place where a request is accepted. */
final class Intake {

    /** How much of a path that nobody serves is told: it is the peer's text. */
    private static final int TOLD_PATH_CHARS = 256;

    private final NetworkIo io;
    private final Notices notices;
    private final boolean exactIdentity;
    private final HandlerTable table;
    private final Refusals refusals;
    private final WorkQueue queue;
    private volatile boolean closing;

    Intake(PlaneContext context, HttpBehaviour behaviour, ServerLimits limits, HandlerTable table, Refusals refusals) {
        this.exactIdentity = behaviour.exactIdentity();
        this.io = context.io();
        this.notices = context.notices();
        this.table = table;
        this.refusals = refusals;
        this.queue = new WorkQueue(limits.poolSize(), limits.queueSize());
    }

    /**
     * Takes over one request.
     *
     * @param body whose reference passes to the intake
     * @param loop the event loop of its connection
     */
    Reply take(RequestPath path, Iterable<Map.Entry<CharSequence, CharSequence>> fields, ByteBuf body, Executor loop) {
        ServedEndpoint endpoint = exactIdentity ? table.enter(path.key(), path.name()) : table.enter(path.name());
        if (endpoint == null) {
            body.release();
            return refuseUnknown(path);
        }
        Executor executor = endpoint.mayBlock() ? io.blocking() : loop;
        Work work = new HttpWork(endpoint, fields, body, executor, queue, notices);
        return switch (queue.submit(work)) {
            case ACCEPTED -> Reply.ACCEPTED;
            case DEAD -> refusals.closing();
            case FULL -> {
                work.discard();
                yield refusals.full();
            }
        };
    }

    /** From now on a path that leads nowhere is answered with the reason that the server is closing. */
    void close() {
        closing = true;
    }

    /** Returns whether {@link #close} was called. */
    boolean isClosing() {
        return closing;
    }

    /** Discards the requests that were accepted and have not begun. */
    void discardWaiting() {
        queue.discardWaiting();
    }

    private Reply refuseUnknown(RequestPath path) {
        if (closing) {
            return refusals.closing();
        }
        notices.warn("No handler found for endpoint: " + told(path.name()));
        return refusals.unknownEndpoint();
    }

    private static String told(String path) {
        String start = path.length() > TOLD_PATH_CHARS ? path.substring(0, TOLD_PATH_CHARS) + "..." : path;
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
