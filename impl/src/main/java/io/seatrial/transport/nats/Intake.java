package io.seatrial.transport.nats;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.serving.ServedEndpoint;
import io.seatrial.serving.WorkQueue;
import io.seatrial.settings.NatsSettings;
import io.seatrial.wire.AckTexts;
import java.util.concurrent.Executor;

/** Decides what becomes of each message: the one place where a request is accepted or refused (dynamo-manager.md 4.4). */
final class Intake {

    private static final String FULL = AckTexts.overloaded("worker at capacity");
    private static final String CLOSING = AckTexts.unavailable("worker pool channel closed");
    private static final String NOBODY_LISTENS = "";

    private final NetworkIo io;
    private final Notices notices;
    private final Replies replies;
    private final WorkQueue queue;

    Intake(PlaneContext context, NatsBehaviour behaviour, Connection connection) {
        this.io = context.io();
        this.notices = context.notices();
        this.replies = new Replies(connection, notices);
        this.queue = behaviour.boundsWork()
                ? new WorkQueue(
                        context.settings().get(NatsSettings.WORKER_POOL_SIZE),
                        context.settings().get(NatsSettings.WORK_QUEUE_SIZE))
                : new WorkQueue(Integer.MAX_VALUE, 0);
    }

    /** Takes over one message for an endpoint. It does not block. */
    void take(ServedEndpoint endpoint, Message message) {
        if (!endpoint.inFlight().enter()) { // unregistered, and the server has not stopped sending yet
            replies.refuse(message, NOBODY_LISTENS);
            return;
        }
        Executor executor = endpoint.mayBlock() ? io.blocking() : io.scheduler();
        NatsWork work = new NatsWork(endpoint, message, replies, executor, queue, notices);
        switch (queue.submit(work)) {
            case ACCEPTED -> work.acknowledge();
            case FULL -> {
                work.discard();
                replies.refuse(message, FULL);
            }
            case DEAD -> replies.refuse(message, CLOSING);
        }
    }

    /** Discards the requests that were accepted and have not begun. */
    void discardWaiting() {
        queue.discardWaiting();
    }
}
