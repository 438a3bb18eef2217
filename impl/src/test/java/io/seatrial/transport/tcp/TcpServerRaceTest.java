package io.seatrial.transport.tcp;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestHandler;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.serving.Tests;
import io.seatrial.settings.TcpSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads at once: nothing is lost, counted twice, or delivered after its handler was said to be drained. */
@ExtendWith(NoLeaks.class)
class TcpServerRaceTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(Tests.BOUND_SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    /** Is registered once, and notices a request that begins or is still running after it was said to be drained. */
    private static final class Tenant implements RequestHandler {
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger served = new AtomicInteger();
        final Queue<String> broken;
        final ExecutorService ending;
        volatile boolean drained;

        Tenant(Queue<String> broken, ExecutorService ending) {
            this.broken = broken;
            this.ending = ending;
        }

        @Override
        public CompletionStage<Void> handle(InboundRequest request) {
            running.incrementAndGet();
            if (drained) {
                broken.add("began after the drain");
            }
            request.payload().release();
            return CompletableFuture.runAsync(this::end, ending);
        }

        private void end() {
            served.incrementAndGet();
            running.decrementAndGet();
        }

        void drained(DrainReport report) {
            drained = true;
            if (running.get() != 0) {
                broken.add("drained with " + running + " running: " + report);
            }
        }

        @Override
        public boolean mayBlock() {
            return false;
        }
    }

    @Test
    void shouldEitherRunARequestBeforeUnregisterReturnsOrRefuseIt() throws Exception {
        Queue<String> broken = new ConcurrentLinkedQueue<>();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        int served = 0;
        try (TestServer server = TestServer.reference()) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                callers.add(threads.submit((Callable<Void>) () -> {
                    try (RawConnection caller = server.connect()) {
                        byte[] frame = RawConnection.frame(server.path(GENERATE), "x");
                        while (!stop.get()) {
                            caller.send(frame).send(frame);
                            for (int ack = 0; ack < 2; ack++) {
                                (caller.readAck().isEmpty() ? accepted : refused).incrementAndGet();
                            }
                        }
                    }
                    return null;
                }));
            }
            for (int round = 0; round < 5_000 || accepted.get() < 1_000; round++) {
                Tenant tenant = new Tenant(broken, threads);
                server.register(GENERATE, tenant);
                tenant.drained(server.unregister(GENERATE));
                served += tenant.served.get();
            }
            stop.set(true);
            for (Future<?> caller : callers) {
                caller.get(Tests.BOUND_SECONDS, TimeUnit.SECONDS);
            }
            assertThat(server.server.inFlight()).isZero();
        }
        assertThat(broken).isEmpty();
        assertThat(served).as("each accepted request ran once").isEqualTo(accepted.get());
        assertThat(refused).hasPositiveValue();
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndEmptyAfterTenThousandConcurrentRegistrationsOnFewNames(Profile profile) throws Exception {
        try (TestServer server = TestServer.start(profile, TestServer.settings())) {
            List<Future<Integer>> workers = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                workers.add(threads.submit(() -> registerAndUnregister(server, 2_500)));
            }
            int duplicates = 0;
            for (Future<Integer> worker : workers) {
                duplicates += worker.get(Tests.BOUND_SECONDS, TimeUnit.SECONDS);
            }
            assertThat(duplicates > 0).as("only the reference refuses").isEqualTo(profile.isReference());
            try (RawConnection caller = server.connect()) {
                for (int i = 0; i < 32; i++) {
                    server.unregister(nameOf(i));
                    assertThat(caller.send(server.path(nameOf(i)), "x").readAck())
                            .startsWith("Unknown endpoint: ");
                    assertThat(caller.send("1/name-" + i, "x").readAck()).startsWith("Unknown endpoint: ");
                }
            }
        }
    }

    private static EndpointId nameOf(int number) {
        return EndpointId.of("ns", "backend", "name-" + number, 1);
    }

    private static int registerAndUnregister(TestServer server, int rounds) {
        Random random = new Random(rounds);
        int duplicates = 0;
        for (int i = 0; i < rounds; i++) {
            EndpointId id = nameOf(random.nextInt(32));
            try {
                Tests.await(server.server.register(id, TestHandler.quick(), HealthListener.NONE));
            } catch (PlaneException.DuplicateEndpoint e) {
                duplicates++;
            }
            assertThat(server.unregister(id)).isEqualTo(DrainReport.IDLE);
        }
        return duplicates;
    }

    /** The health of an endpoint must end as its registration does, whatever overtakes what. */
    @Test
    void shouldNeverLeaveAnEndpointReadyThatIsGone() throws Exception {
        try (TestServer server = TestServer.reference()) {
            for (int round = 0; round < 2_000; round++) {
                Queue<Boolean> told = new ConcurrentLinkedQueue<>();
                Future<?> registering = threads.submit(() -> Tests.await(
                        server.server.register(GENERATE, TestHandler.quick(), (id, ready) -> told.add(ready))));
                Future<?> unregistering = threads.submit(() -> server.unregister(GENERATE));
                registering.get(Tests.BOUND_SECONDS, TimeUnit.SECONDS);
                unregistering.get(Tests.BOUND_SECONDS, TimeUnit.SECONDS);
                server.unregister(GENERATE);
                assertThat(told).last().isEqualTo(false);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountExactlyWhenPeersResetWithPipelinedFrames(Profile profile) throws Exception {
        TestHandler handler = TestHandler.doing(any -> CompletableFuture.completedFuture(null));
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        try (TestServer server = TestServer.start(
                profile, TestServer.settings(TcpSettings.WORKER_POOL_SIZE, 2).with(TcpSettings.WORK_QUEUE_SIZE, 3))) {
            server.register(GENERATE, handler);
            for (int i = 0; i < 200; i++) {
                frames.write(RawConnection.frame(server.path(GENERATE), "x".repeat(i)));
                frames.write(RawConnection.frame("nowhere", "x"));
            }
            for (int round = 0; round < 200; round++) {
                RawConnection caller = server.connect();
                caller.send(frames.toByteArray());
                if (round % 2 == 0) {
                    caller.readAck();
                }
                caller.reset();
            }
            DrainReport report = server.unregister(GENERATE);
            assertThat(report.leftInFlight()).isZero();
            assertThat(server.server.inFlight()).isZero();
            assertThat(handler.active).hasValue(0);
            assertThat(handler.payloads).isNotEmpty();
        }
    }

    @Test
    void shouldCloseWhileRequestsComeFromAllSides() throws Exception {
        for (int round = 0; round < 30; round++) {
            TestServer server = TestServer.reference();
            TestHandler handler = TestHandler.doing(any -> CompletableFuture.completedFuture(null));
            server.register(GENERATE, handler);
            AtomicInteger accepted = new AtomicInteger();
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                RawConnection caller = server.connect();
                callers.add(threads.submit(() -> sendUntilTheEnd(caller, server.path(GENERATE), accepted)));
            }
            while (accepted.get() < 50) {
                Thread.onSpinWait();
            }
            server.close();
            for (Future<?> caller : callers) {
                caller.get(Tests.BOUND_SECONDS, TimeUnit.SECONDS);
            }
            assertThat(server.server.inFlight()).isZero();
            assertThat(handler.payloads.size())
                    .as("each acknowledged request ran")
                    .isGreaterThanOrEqualTo(accepted.get());
        }
    }

    private static void sendUntilTheEnd(RawConnection caller, String path, AtomicInteger accepted) {
        try (caller) {
            while (caller.send(path, "x").readAck().isEmpty()) {
                accepted.incrementAndGet();
            }
        } catch (IOException closed) {
            // what the test provokes
        }
    }
}
