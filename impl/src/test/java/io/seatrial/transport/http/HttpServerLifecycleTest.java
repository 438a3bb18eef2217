package io.seatrial.transport.http;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.serving.Tests;
import io.seatrial.settings.HttpSettings;
import io.seatrial.settings.RuntimeSettings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unregister and close: what is refused, what is waited for, what the peers hear (dynamo-manager.md 2.1, 3.2, 7.3). */
@ExtendWith(NoLeaks.class)
class HttpServerLifecycleTest {

    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final TestHandler held = TestHandler.held();

    private HealthListener telling() {
        return (id, ready) -> events.add(id.instanceHex() + (ready ? " ready" : " not ready"));
    }

    private void finishOne() {
        await().until(() -> !held.running.isEmpty());
        held.finishOne();
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseThenSayNotReadyThenWaitForWhatIsInFlight(Wire wire) {
        try (TestServer server = TestServer.reference();
                Wire.Asker caller = wire.open(server.port())) {
            Tests.await(server.server.register(GENERATE, held, telling()));
            String path = server.path(GENERATE);
            assertThat(caller.post(path, "x").status()).isEqualTo(202);
            CompletableFuture<DrainReport> drained =
                    server.server.unregister(GENERATE).toCompletableFuture();
            assertThat(events).containsExactly("1a2b ready", "1a2b not ready");
            assertThat(caller.post(path, "y").status()).isEqualTo(404);
            assertThat(drained).isNotDone();
            assertThat(server.server.inFlight()).isEqualTo(1);
            finishOne();
            assertThat(Tests.await(drained)).isEqualTo(new DrainReport(1, 0));
            assertThat(server.said())
                    .contains(
                            "Registered endpoint 'generate' with shared HTTP server on 127.0.0.1:" + server.port(),
                            "Unregistered HTTP endpoint handler endpoint_name=generate"
                                    + " endpoint_path=1a2b/ns/backend/generate",
                            "Waiting for inflight HTTP requests to complete inflight_count=1",
                            "All inflight HTTP requests completed");
        }
    }

    @Test
    void shouldWaitOnCloseForWhatWasUnregisteredBeforeAndStillRuns() {
        try (TestServer server = TestServer.reference().serving(GENERATE, held)) {
            try (Http1Caller caller = server.http1()) {
                assertThat(caller.ask(server.path(GENERATE), "x").status()).isEqualTo(202);
            }
            server.server.unregister(GENERATE);
            CompletableFuture<DrainReport> closed = server.server.close().toCompletableFuture();
            await().until(() -> !held.running.isEmpty());
            assertThat(closed).isNotDone();
            finishOne();
            assertThat(Tests.await(closed)).isEqualTo(new DrainReport(1, 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeTheUnknownAndTheSecondUnregisterForSuccess(Profile profile) {
        try (TestServer server =
                TestServer.start(profile, TestServer.settings()).serving(GENERATE, held)) {
            assertThat(server.unregister(GENERATE)).isEqualTo(DrainReport.IDLE);
            int said = server.notices.size();
            assertThat(server.unregister(GENERATE)).isEqualTo(DrainReport.IDLE);
            assertThat(server.unregister(EndpointId.of("ns", "backend", "erate", 1)))
                    .isEqualTo(DrainReport.IDLE);
            assertThat(server.notices).hasSize(said);
        }
    }

    @Test
    void shouldGiveUpAtTheBoundAndNotBeginWhatWasOnlyQueued() {
        try (TestServer server = TestServer.start(
                                Profile.REFERENCE,
                                TestServer.settings()
                                        .with(RuntimeSettings.DRAIN_TIMEOUT, Duration.ofMillis(100))
                                        .with(HttpSettings.WORKER_POOL_SIZE, 1))
                        .serving(GENERATE, held);
                Http1Caller caller = server.http1()) {
            caller.ask(server.path(GENERATE), "runs");
            caller.ask(server.path(GENERATE), "queued");
            assertThat(server.unregister(GENERATE)).isEqualTo(new DrainReport(2, 2));
            finishOne();
            await().until(() -> server.server.inFlight() == 0);
            assertThat(held.payloads).containsExactly("runs");
        }
    }

    @Test
    void shouldGoOnAnsweringWhileItClosesAndThenCloseEveryConnection() {
        TestServer server = TestServer.reference();
        try (Http1Caller old = server.http1();
                Http2Caller caller = server.http2();
                Http2Caller idle = server.http2()) {
            Tests.await(server.server.register(GENERATE, held, telling()));
            String path = server.path(GENERATE);
            assertThat(caller.ask(path, "x").status()).isEqualTo(202);
            assertThat(old.ask("/v1/rpc/nobody", "x").status()).isEqualTo(404);
            CompletableFuture<DrainReport> closed = server.server.close().toCompletableFuture();
            assertThat(events).containsExactly("1a2b ready", "1a2b not ready");
            assertThat(server.server.isHealthy()).isFalse();
            Frame warning = caller.frames().await(Frame.GOAWAY);
            assertThat(warning.number(0))
                    .as("streams on their way are still looked at")
                    .isEqualTo(Integer.MAX_VALUE);
            Http2Caller.Answer late = caller.ask(path, "late");
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.body()).isEqualTo("Server unavailable: server is closing");
            Http1Caller.Answer last = old.ask(path, "late");
            assertThat(last.status()).isEqualTo(503);
            assertThat(last.headers()).containsEntry("connection", "close");
            assertThat(old.isEnded()).isTrue();
            await().untilAsserted(() -> assertThatThrownBy(server::http1).isInstanceOf(UncheckedIOException.class));
            assertThat(closed).isNotDone();
            finishOne();
            assertThat(Tests.await(closed)).isEqualTo(new DrainReport(1, 0));
            assertThat(Tests.await(server.server.close())).isEqualTo(new DrainReport(1, 0));
            Frame farewell = caller.frames().await(Frame.GOAWAY);
            assertThat(farewell.number(0)).as("the last stream").isEqualTo(3);
            assertThat(caller.frames().isEndedByPeer()).isTrue();
            assertThat(idle.frames().isEndedByPeer()).isTrue();
            assertThatThrownBy(() -> server.serving(GENERATE, held)).isInstanceOf(PlaneException.Closed.class);
        } finally {
            server.close();
        }
    }

    @Test
    void shouldDropConnectionsAtOnceAndLetHandlersRunOnInTheModel() {
        TestServer server = TestServer.model().serving(GENERATE, held);
        try (Http1Caller caller = server.http1()) {
            assertThat(caller.ask("/v1/rpc/generate", "x").status()).isEqualTo(202);
            CompletableFuture<DrainReport> closed = server.server.close().toCompletableFuture();
            assertThat(caller.isEnded()).isTrue();
            assertThat(server.server.isHealthy())
                    .as("the model is always healthy")
                    .isTrue();
            assertThat(closed).isNotDone();
            finishOne();
            assertThat(Tests.await(closed)).isEqualTo(new DrainReport(1, 0));
        } finally {
            server.close();
        }
    }

    @Test
    void shouldCloseThoughARequestIsHalfAndAConnectionSaysNothing() {
        TestServer server = TestServer.reference().serving(GENERATE, held);
        try (Http1Caller half = server.http1();
                Http2Caller stream = server.http2();
                Http1Caller silent = server.http1()) {
            half.send("POST /v1/rpc/generate HTTP/1.1\r\nhost: test\r\ncontent-length: 5\r\n\r\nhal");
            stream.frames().send(Frame.data(stream.begin("/v1/rpc/generate"), "hal", false));
            stream.ask("/v1/rpc/nobody", "x");
            assertThat(Tests.await(server.server.close())).isEqualTo(DrainReport.IDLE);
            assertThat(half.isEnded()).isTrue();
            assertThat(silent.isEnded()).isTrue();
            assertThat(stream.frames().isEndedByPeer()).isTrue();
        } finally {
            server.close();
        }
        assertThat(held.payloads).isEmpty();
    }
}
