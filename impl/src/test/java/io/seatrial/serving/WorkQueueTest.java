package io.seatrial.serving;

import static io.seatrial.serving.Tests.GENERATE;
import static io.seatrial.serving.WorkQueue.Outcome.ACCEPTED;
import static io.seatrial.serving.WorkQueue.Outcome.DEAD;
import static io.seatrial.serving.WorkQueue.Outcome.FULL;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.spi.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

    private final Queue<Notice> notices = new ConcurrentLinkedQueue<>();
    private final TestHandler handler = TestHandler.held();
    private final ServedEndpoint endpoint = served(handler);

    private ServedEndpoint served(RequestHandler served) {
        return new ServedEndpoint(GENERATE, served, HealthListener.NONE, notices::add);
    }

    private Work work(String payload, ServedEndpoint target, WorkQueue queue, Executor executor) {
        assertThat(target.inFlight().enter()).isTrue();
        return new TestWork(target, Unpooled.copiedBuffer(payload.getBytes()), executor, queue, notices::add);
    }

    private Work work(String payload, WorkQueue queue) {
        return work(payload, endpoint, queue, Runnable::run);
    }

    @Test
    void shouldRunAsManyAsThereArePermitsAndKeepTheOthersInOrder() {
        WorkQueue queue = new WorkQueue(2, 2);
        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(queue.submit(work(name, queue))).isEqualTo(ACCEPTED);
        }
        assertThat(queue.submit(work("e", queue))).isEqualTo(FULL);
        assertThat(handler.payloads).containsExactly("a", "b");
        handler.finishOne();
        assertThat(handler.payloads).containsExactly("a", "b", "c");
        assertThat(queue.submit(work("f", queue))).as("c has left its slot").isEqualTo(ACCEPTED);
        handler.finishOne();
        handler.finishOne();
        assertThat(handler.payloads).containsExactly("a", "b", "c", "d", "f");
        assertThat(handler.mostActive).hasValue(2);
    }

    @Test
    void shouldAdmitParkedRequestsInTheirOrderAsSlotsBecomeFree() {
        WorkQueue queue = new WorkQueue(1, 1);
        List<String> admitted = new ArrayList<>();
        queue.submit(work("a", queue));
        queue.submit(work("b", queue));
        for (String name : List.of("c", "d")) {
            Work work = work(name, queue);
            assertThat(queue.submit(work)).isEqualTo(FULL);
            queue.park(work, () -> admitted.add(name));
        }
        assertThat(admitted).isEmpty();
        handler.finishOne();
        assertThat(admitted).containsExactly("c");
        assertThat(handler.payloads).containsExactly("a", "b");
        handler.finishOne();
        handler.finishOne();
        assertThat(admitted).containsExactly("c", "d");
        assertThat(handler.payloads).containsExactly("a", "b", "c", "d");
    }

    @Test
    void shouldNotLetANewcomerTakeTheSlotThatAParkedRequestWaitsFor() {
        WorkQueue queue = new WorkQueue(1, 1);
        List<WorkQueue.Outcome> newcomer = new ArrayList<>();
        queue.submit(work("a", queue));
        queue.submit(work("b", endpoint, queue, command -> {
            newcomer.add(queue.submit(work("new", queue))); // now, when b has just left its slot
            command.run();
        }));
        queue.park(work("c", queue), () -> {});
        handler.finishOne();
        assertThat(newcomer).containsExactly(FULL);
    }

    @Test
    void shouldNotLetANewcomerTakeThePermitThatOthersWaitFor() {
        WorkQueue queue = new WorkQueue(1, 1);
        List<WorkQueue.Outcome> newcomer = new ArrayList<>();
        queue.submit(work("a", queue));
        queue.submit(work("b", endpoint, queue, command -> {
            throw new RejectedExecutionException("leaves its permit unused");
        }));
        queue.park(work("c", queue), () -> newcomer.add(queue.submit(work("new", queue))));
        handler.finishOne();
        assertThat(newcomer).containsExactly(FULL);
        assertThat(handler.payloads).containsExactly("a", "c");
    }

    @Test
    void shouldAdmitAtOnceWhatIsParkedWhenThereIsRoom() {
        WorkQueue queue = new WorkQueue(1, 1);
        AtomicInteger admitted = new AtomicInteger();
        queue.park(work("a", queue), admitted::incrementAndGet);
        assertThat(admitted).hasValue(1);
        assertThat(handler.payloads).containsExactly("a");
    }

    @Test
    void shouldLeaveTheCountOnceWhateverTheHandlerDoes() {
        CompletableFuture<Void> failed = CompletableFuture.failedFuture(new IllegalStateException("stage"));
        List<RequestHandler> handlers = List.of(
                TestHandler.doing(any -> CompletableFuture.completedFuture(null)),
                TestHandler.doing(any -> failed),
                TestHandler.doing(any -> null),
                TestHandler.doing(any -> {
                    throw new IllegalArgumentException("thrown");
                }),
                TestHandler.doing(any -> {
                    throw new StackOverflowError("an Error");
                }));
        WorkQueue queue = new WorkQueue(1, 1);
        for (RequestHandler each : handlers) {
            ServedEndpoint target = served(each);
            assertThat(queue.submit(work("x", target, queue, Runnable::run))).isEqualTo(ACCEPTED);
            assertThat(target.inFlight().count()).isZero();
        }
        assertThat(notices).extracting(Notice::message).hasSize(4).allMatch("Worker failed to handle request"::equals);
        assertThat(queue.submit(work("y", queue))).as("every permit came back").isEqualTo(ACCEPTED);
        assertThat(handler.payloads).containsExactly("y");
    }

    @Test
    void shouldEndOnceThoughTheStageEndsTwice() {
        WorkQueue queue = new WorkQueue(1, 1);
        Work work = work("a", queue);
        endpoint.inFlight().enter(); // another request, which a second exit would take out
        work.accept(null, null);
        work.accept(null, null);
        assertThat(endpoint.inFlight().count()).isEqualTo(1);
    }

    @Test
    void shouldReleaseThePayloadOfWhatNeverRan() {
        WorkQueue queue = new WorkQueue(1, 2);
        queue.submit(work("runs", queue));
        List<ByteBuf> payloads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ByteBuf payload = Unpooled.buffer().writeInt(i);
            payloads.add(payload);
            endpoint.inFlight().enter();
            Work work = new TestWork(endpoint, payload, Runnable::run, queue, notices::add);
            if (queue.submit(work) == FULL) {
                queue.park(work, () -> {});
            }
        }
        queue.discardWaiting();
        assertThat(payloads).allMatch(payload -> payload.refCnt() == 0);
        assertThat(endpoint.inFlight().count()).as("the one that runs").isEqualTo(1);
        handler.finishOne();
        assertThat(endpoint.inFlight().count()).isZero();
        assertThat(handler.payloads).containsExactly("runs");
    }

    @Test
    void shouldDiscardWhatNoExecutorTakes() {
        WorkQueue queue = new WorkQueue(1, 1);
        Executor shut = command -> {
            throw new RejectedExecutionException("shut down");
        };
        ByteBuf payload = Unpooled.buffer().writeInt(1);
        endpoint.inFlight().enter();
        assertThat(queue.submit(new TestWork(endpoint, payload, shut, queue, notices::add)))
                .isEqualTo(DEAD);
        assertThat(payload.refCnt()).isZero();
        assertThat(endpoint.inFlight().count()).isZero();
        assertThat(queue.submit(work("next", queue))).as("the permit came back").isEqualTo(ACCEPTED);
    }

    @Test
    void shouldNotBeginWorkOfAnEndpointThatWasGivenUp() {
        WorkQueue queue = new WorkQueue(1, 1);
        queue.submit(work("a", queue));
        queue.submit(work("b", queue));
        endpoint.abandon();
        handler.finishOne();
        assertThat(handler.payloads).containsExactly("a");
        assertThat(endpoint.inFlight().count()).isZero();
    }

    @Test
    void shouldKeepTheStackFlatWhenWorkRunsAtOnceAndEndsAtOnce() {
        WorkQueue queue = new WorkQueue(1, 100_000);
        ServedEndpoint quick = served(TestHandler.quick());
        queue.submit(work("first", queue));
        for (int i = 0; i < 100_000; i++) {
            queue.submit(work("x", quick, queue, Runnable::run));
        }
        handler.finishOne();
        assertThat(quick.inFlight().count()).isZero();
    }

    @Test
    void shouldLoseNothingAndNeverExceedThePermitsUnderContention() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        WorkQueue queue = new WorkQueue(3, 5);
        ExecutorService submitters = Executors.newFixedThreadPool(threads);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        ServedEndpoint counting = served(request -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            request.payload().release();
            ran.incrementAndGet();
            running.decrementAndGet();
            return CompletableFuture.completedFuture(null);
        });
        AtomicInteger admitted = new AtomicInteger();
        AtomicInteger parked = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            submitters.execute(() -> {
                for (int i = 0; i < each; i++) {
                    Work work = work("x", counting, queue, workers);
                    if (queue.submit(work) == FULL) {
                        parked.incrementAndGet();
                        queue.park(work, admitted::incrementAndGet);
                    }
                }
                done.countDown();
            });
        }
        assertThat(done.await(Tests.BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        counting.retire();
        Tests.await(counting.inFlight().drained());
        submitters.shutdown();
        workers.shutdown();
        assertThat(ran).hasValue(threads * each);
        assertThat(admitted).hasValue(parked.get());
        assertThat(parked).hasPositiveValue();
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    /** Who submits while another thread has found nothing left to start must not be forgotten. */
    @Test
    void shouldStartWhatIsSubmittedWhileTheLastOneLeaves() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        ServedEndpoint quick = served(TestHandler.quick());
        CyclicBarrier together = new CyclicBarrier(2);
        for (int round = 0; round < 20_000; round++) {
            WorkQueue queue = new WorkQueue(1, 4);
            queue.submit(work("held", queue));
            queue.submit(work("waits", quick, queue, Runnable::run));
            Work late = work("late", quick, queue, Runnable::run);
            Future<?> submitted = other.submit(() -> {
                together.await(Tests.BOUND_SECONDS, TimeUnit.SECONDS);
                return queue.submit(late);
            });
            together.await(Tests.BOUND_SECONDS, TimeUnit.SECONDS);
            handler.finishOne();
            submitted.get(Tests.BOUND_SECONDS, TimeUnit.SECONDS);
            assertThat(quick.inFlight().count()).as("round %d", round).isZero();
        }
        other.shutdown();
    }
}
