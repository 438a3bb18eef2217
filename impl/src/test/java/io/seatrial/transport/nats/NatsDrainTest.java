package io.seatrial.transport.nats;

import static io.seatrial.serving.Tests.GENERATE;
import static io.seatrial.transport.nats.TestPlane.acknowledged;
import static io.seatrial.transport.nats.TestPlane.failure;
import static io.seatrial.transport.nats.TestPlane.register;
import static io.seatrial.transport.nats.TestPlane.unregister;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.NeedsNatsServer;
import io.seatrial.nats.TestLink;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unregister and close: nothing lost that had arrived, nothing waited for beyond its bound, nobody else touched. */
@NeedsNatsServer
class NatsDrainTest {

    private static NatsServerProcess nats;

    @BeforeAll
    static void start() {
        nats = NatsServerProcess.start();
    }

    @AfterAll
    static void stop() {
        nats.close();
    }

    private static long subscriptionThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("seatrial-nats"))
                .count();
    }

    @Test
    void shouldWaitOnCloseForWhatWasUnregisteredBeforeAndStillRuns() {
        TestHandler held = TestHandler.held();
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            register(server, GENERATE, held);
            acknowledged(
                    plane.send(plane.client(), server.publishedAddress(GENERATE).value(), "x"));
            server.unregister(GENERATE);
            CompletableFuture<DrainReport> closed = server.close().toCompletableFuture();
            await().atMost(TestLink.CEILING).until(() -> !held.running.isEmpty());
            assertThat(closed).isNotDone();
            held.finishOne();
            assertThat(TestLink.done(closed)).isEqualTo(new DrainReport(1, 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseThenSayNotReadyThenWaitForWhatIsInFlight(Profile profile) {
        TestHandler held = TestHandler.held();
        Queue<String> events = new ConcurrentLinkedQueue<>();
        try (TestPlane plane = TestPlane.with(profile, TestPlane.settings(nats))) {
            NatsServer server = plane.server();
            RequestPlaneClient client = plane.client();
            TestLink.done(server.register(GENERATE, held, (id, ready) -> events.add(ready ? "ready" : "not ready")));
            String subject = server.publishedAddress(GENERATE).value();
            acknowledged(plane.send(client, subject, "x"));
            CompletableFuture<DrainReport> drained = server.unregister(GENERATE).toCompletableFuture();
            assertThat(events).containsExactly("ready", "not ready");
            assertThat(failure(plane.send(client, subject, "y")))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("NATS request to " + subject + " failed")
                    .hasRootCauseMessage("no responders: no responders");
            assertThat(drained).isNotDone();
            assertThat(server.inFlight()).isEqualTo(1);
            await().atMost(TestLink.CEILING).until(() -> !held.running.isEmpty());
            held.finishOne();

            assertThat(TestLink.done(drained)).isEqualTo(new DrainReport(1, 0));
            assertThat(held.payloads).containsExactly("x");
            assertThat(plane.link.said())
                    .contains(
                            "PushEndpoint received cancellation signal, shutting down service",
                            "Waiting for inflight NATS requests to complete inflight_count=1",
                            "All inflight NATS requests completed");
        }
    }

    @Test
    void shouldGiveUpAtTheBoundAndReportWhatIsLeft() {
        TestHandler held = TestHandler.held();
        try (TestPlane plane = TestPlane.with(
                Profile.REFERENCE, TestPlane.settings(nats, RuntimeSettings.DRAIN_TIMEOUT, Duration.ofMillis(100)))) {
            NatsServer server = plane.server();
            register(server, GENERATE, held);
            String subject = server.publishedAddress(GENERATE).value();
            acknowledged(plane.send(plane.client(), subject, "x"));
            acknowledged(plane.send(plane.client(), subject, "y"));

            assertThat(unregister(server, GENERATE)).isEqualTo(new DrainReport(2, 2));
            await().atMost(TestLink.CEILING).until(() -> held.running.size() == 2);
            held.finishOne();
            held.finishOne();
            await().atMost(TestLink.CEILING).until(() -> server.inFlight() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeTheUnknownAndTheSecondUnregisterForSuccess(Profile profile) {
        try (TestPlane plane = TestPlane.with(profile, TestPlane.settings(nats))) {
            NatsServer server = plane.server();
            assertThat(unregister(server, GENERATE)).isEqualTo(DrainReport.IDLE);
            register(server, GENERATE, TestHandler.quick());
            assertThat(unregister(server, GENERATE)).isEqualTo(DrainReport.IDLE);
            int said = plane.link.notices.size();
            assertThat(unregister(server, GENERATE)).isEqualTo(DrainReport.IDLE);
            assertThat(plane.link.notices).hasSize(said);
        }
    }

    /** A flood must neither hold up unregister (#9951) nor lose a request: each is acknowledged and run, or refused. */
    @ParameterizedTest
    @EnumSource
    void shouldUnregisterUnderAFloodAndAnswerEachRequestOnce(Profile profile) {
        TestHandler handler = TestHandler.quick();
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger sent = new AtomicInteger();
        AtomicBoolean flooding = new AtomicBoolean(true);
        try (TestPlane plane = TestPlane.with(profile, TestPlane.settings(nats));
                TestLink raw = TestLink.to(nats.url())) {
            NatsServer server = plane.server();
            register(server, GENERATE, handler);
            String subject = server.publishedAddress(GENERATE).value();
            Connection connection = raw.connect();
            String inbox = connection.createInbox();
            Dispatcher replies = connection
                    .createDispatcher(reply -> (reply.isStatusMessage() ? refused : acknowledged).incrementAndGet())
                    .subscribe(inbox);
            Thread flood = new Thread(() -> {
                while (flooding.get()) {
                    if (sent.get() - acknowledged.get() - refused.get() < 5_000) {
                        connection.publish(subject, inbox, new byte[16]);
                        sent.incrementAndGet();
                    }
                }
            });
            flood.start();
            await().atMost(TestLink.CEILING).until(() -> handler.payloads.size() > 10_000);
            unregister(server, GENERATE);
            int run = handler.payloads.size();
            await().atMost(TestLink.CEILING).until(() -> refused.get() > 1_000);
            flooding.set(false);
            await().atMost(TestLink.CEILING).until(() -> !flood.isAlive());
            await().atMost(TestLink.CEILING).until(() -> acknowledged.get() + refused.get() == sent.get());

            assertThat(acknowledged).hasValue(run);
            assertThat(handler.payloads).hasSize(run);
            connection.closeDispatcher(replies);
        }
    }

    @Test
    void shouldLeaveSiblingsAlone() {
        List<EndpointId> others = List.of(
                EndpointId.of("ns", "backend", "generate", 2),
                EndpointId.of("ns", "other", "generate", 0x1a2b),
                EndpointId.of("ns", "backend", "x/generate", 0x1a2b),
                EndpointId.of("ns", "backend", "pregenerate", 0x1a2b));
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            RequestPlaneClient client = plane.client();
            register(server, GENERATE, TestHandler.quick());
            others.forEach(id -> register(server, id, TestHandler.quick()));
            unregister(server, GENERATE);
            others.forEach(id ->
                    acknowledged(plane.send(client, server.publishedAddress(id).value(), "x")));
            failure(plane.send(client, server.publishedAddress(GENERATE).value(), "x"));
        }
    }

    @Test
    void shouldCloseAllAndLeaveTheConnection() {
        TestHandler held = TestHandler.held();
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            NatsServer other = plane.server();
            RequestPlaneClient client = plane.client();
            register(server, GENERATE, held);
            register(other, EndpointId.of("ns", "other", "generate", 1), TestHandler.quick());
            String subject = server.publishedAddress(GENERATE).value();
            acknowledged(plane.send(client, subject, "x"));
            CompletableFuture<DrainReport> closed = server.close().toCompletableFuture();
            failure(plane.send(client, subject, "y"));
            assertThat(closed).isNotDone();
            await().atMost(TestLink.CEILING).until(() -> !held.running.isEmpty());
            held.finishOne();

            assertThat(TestLink.done(closed)).isEqualTo(new DrainReport(1, 0));
            assertThat(TestLink.done(server.close())).isEqualTo(new DrainReport(1, 0));
            assertThatThrownBy(() -> register(server, GENERATE, held))
                    .isInstanceOf(PlaneException.Closed.class)
                    .hasMessage("The NATS server is closed");
            assertThat(plane.link.link.isConnected()).isTrue();
            acknowledged(plane.send(client, "ns_other.generate-1", "x"));
        }
    }

    @Test
    void shouldEndAfterItsConnection() {
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            register(server, GENERATE, TestHandler.quick());
            TestLink.done(plane.link.link.close());
            assertThatThrownBy(() -> register(server, EndpointId.of("ns", "other", "a", 1), TestHandler.quick()))
                    .isInstanceOf(PlaneException.Closed.class);
            assertThat(unregister(server, GENERATE)).isEqualTo(DrainReport.IDLE);
            assertThat(TestLink.done(server.close())).isEqualTo(DrainReport.IDLE);
        }
    }

    @Test
    void shouldEndTogetherWithItsConnection() {
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            for (int each = 0; each < 50; each++) {
                register(server, EndpointId.of("ns", "backend", "generate", each), TestHandler.quick());
            }
            CompletableFuture<DrainReport> closed = server.close().toCompletableFuture();
            TestLink.done(plane.link.link.close());
            assertThat(TestLink.done(closed)).isEqualTo(DrainReport.IDLE);
        }
    }

    @Test
    void shouldUnregisterWhileTheServerIsGone() {
        try (NatsServerProcess own = NatsServerProcess.start();
                TestPlane plane = TestPlane.reference(own)) {
            NatsServer server = plane.server();
            RequestPlaneClient client = plane.client();
            EndpointId other = EndpointId.of("ns", "other", "generate", 1);
            register(server, GENERATE, TestHandler.quick());
            register(server, other, TestHandler.quick());
            own.kill();
            assertThat(unregister(server, GENERATE)).isEqualTo(DrainReport.IDLE);
            own.restart();
            plane.link.awaitConnected();
            acknowledged(plane.send(client, server.publishedAddress(other).value(), "x"));
            failure(plane.send(client, server.publishedAddress(GENERATE).value(), "x"));
        }
    }

    @Test
    void shouldKeepNeitherThreadsNorNamesAfterMuchComingAndGoing() {
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int each = 0; each < 320; each++) {
                EndpointId id = EndpointId.of("ns", "backend", "e" + each % 32, 1);
                all.add(server.register(id, TestHandler.quick(), HealthListener.NONE)
                        .toCompletableFuture());
                all.add(server.unregister(id).toCompletableFuture());
            }
            all.forEach(each -> each.handle((done, failure) -> failure)
                    .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                    .join());
            for (int each = 0; each < 32; each++) {
                unregister(server, EndpointId.of("ns", "backend", "e" + each, 1));
            }
            await().atMost(TestLink.CEILING).until(() -> subscriptionThreads() < 8);
            assertThat(server.inFlight()).isZero();
            for (int each = 0; each < 32; each++) {
                register(server, EndpointId.of("ns", "backend", "e" + each, 1), TestHandler.quick());
            }
        }
    }
}
