package io.seatrial.transport.tcp;

import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.serving.HandlerTable;
import io.seatrial.serving.ServedEndpoint;
import io.seatrial.serving.Work;
import io.seatrial.serving.WorkQueue;
import io.seatrial.settings.TcpSettings;
import io.seatrial.wire.AckTexts;
import io.seatrial.wire.RequestFrame;
import java.util.concurrent.Executor;

/** Decides what becomes of each request frame: the one place where a request is accepted or refused (dynamo-tcp.md 1.2, 2.3). */
final class Intake {

    private static final String FULL = AckTexts.overloaded("worker at capacity");
    private static final String CLOSING = AckTexts.unavailable("worker pool channel closed");
    private static final String CLOSED_IN_MODEL = AckTexts.overloaded("channel closed");

    private final NetworkIo io;
    private final Notices notices;
    private final TcpBehaviour behaviour;
    private final HandlerTable table;
    private final WorkQueue queue;
    private volatile boolean closing;

    /** Where the answer to a frame goes. Called before {@link #take} returns, except for {@link #admitted}. */
    interface Reply {
        /** The request is in the queue. */
        void accepted();

        /** The request is refused; the connection goes on. */
        void refused(String text);

        /** The request is refused; the connection ends. */
        void refusedForGood(String text);

        /** The request waits for room, and nothing may be taken from the connection until it has some. */
        void waits();

        /** The request that waited is in the queue. Runs on any thread. */
        void admitted();
    }

    Intake(PlaneContext context, TcpBehaviour behaviour, HandlerTable table) {
        this.io = context.io();
        this.notices = context.notices();
        this.behaviour = behaviour;
        this.table = table;
        int pool = context.settings().get(TcpSettings.WORKER_POOL_SIZE);
        int slots = context.settings().get(TcpSettings.WORK_QUEUE_SIZE);
        // The model's dispatcher holds one more request while it waits for a permit (dynamo-tcp.md 2.4, 6.6: 60).
        this.queue = new WorkQueue(pool, behaviour.rejectsWhenFull() ? slots : slots + 1);
    }

    /**
     * Takes over one frame.
     *
     * @param loop the event loop of its connection
     */
    void take(RequestFrame frame, Executor loop, Reply reply) {
        String path = frame.path();
        if (path == null) {
            frame.release();
            reply.refused(AckTexts.INVALID_PATH);
            return;
        }
        ServedEndpoint endpoint = table.enter(path);
        if (endpoint == null) {
            frame.release();
            refuseUnknown(path, reply);
            return;
        }
        Work work = new TcpWork(endpoint, frame, endpoint.mayBlock() ? io.blocking() : loop, queue, notices);
        switch (queue.submit(work)) {
            case ACCEPTED -> reply.accepted();
            case DEAD -> refuseClosed(reply);
            case FULL -> whenFull(work, reply);
        }
    }

    /** From now on a path that leads nowhere is answered with the reason that the server is closing. */
    void close() {
        closing = true;
    }

    /** Discards the requests that were accepted and have not begun. */
    void discardWaiting() {
        queue.discardWaiting();
    }

    private void whenFull(Work work, Reply reply) {
        if (behaviour.rejectsWhenFull()) {
            work.discard();
            reply.refused(FULL);
        } else {
            reply.waits();
            queue.park(work, reply::admitted);
        }
    }

    private void refuseUnknown(String path, Reply reply) {
        if (closing) {
            refuseClosed(reply);
        } else {
            reply.refused(AckTexts.unknownEndpoint(path));
        }
    }

    private void refuseClosed(Reply reply) {
        if (behaviour.keepsConnectionsWhileClosing()) {
            reply.refused(CLOSING);
        } else {
            reply.refusedForGood(CLOSED_IN_MODEL);
        }
    }
}
