package io.seatrial.serving;

import static io.seatrial.interleavings.Interleavings.explore;
import static io.seatrial.interleavings.Interleavings.require;
import static io.seatrial.interleavings.Interleavings.together;
import static io.seatrial.serving.Tests.GENERATE;

import io.netty.buffer.Unpooled;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.RequestHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("interleavings")
class WorkQueueInterleavingsTest {

    /** Three requests, a permit for one and room for one more: whoever ends its own must see who waits. */
    @Test
    void shouldStrandNoRequestAndNeverExceedThePermits() {
        explore(() -> {
            Served served = new Served(1, 1);
            together(served::request, served::request, served::request);
            require(served.endpoint.inFlight().count() == 0, "a request is stranded in the queue");
            require(served.ran.get() == 3, "not every request ran");
            require(served.most.get() == 1, "more ran at once than there are permits");
            require(served.parked.get() == served.admitted.get(), "a parked sender was not told that there is room");
        });
    }

    /** A server that closes discards what waits while requests end and others come. */
    @Test
    void shouldEndEachRequestOnceWhenTheQueueIsDiscarded() {
        explore(() -> {
            Served served = new Served(1, 1);
            together(served::request, served::request, served.queue::discardWaiting);
            require(served.endpoint.inFlight().count() == 0, "a request is stranded, or ended twice");
            served.request();
            require(served.endpoint.inFlight().count() == 0, "a permit or a slot was lost");
        });
    }

    /** An endpoint whose requests end at once, behind a queue. */
    private static final class Served implements RequestHandler {

        final WorkQueue queue;
        final ServedEndpoint endpoint = new ServedEndpoint(GENERATE, this, HealthListener.NONE, notice -> {});
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger ran = new AtomicInteger();
        final AtomicInteger parked = new AtomicInteger();
        final AtomicInteger admitted = new AtomicInteger();

        Served(int permits, int slots) {
            this.queue = new WorkQueue(permits, slots);
        }

        void request() {
            endpoint.inFlight().enter();
            Work work = new TestWork(endpoint, Unpooled.EMPTY_BUFFER, Runnable::run, queue, notice -> {});
            if (queue.submit(work) == WorkQueue.Outcome.FULL) {
                parked.incrementAndGet();
                queue.park(work, admitted::incrementAndGet);
            }
        }

        @Override
        public CompletionStage<Void> handle(InboundRequest request) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            ran.incrementAndGet();
            running.decrementAndGet();
            return CompletableFuture.completedFuture(null);
        }
    }
}
