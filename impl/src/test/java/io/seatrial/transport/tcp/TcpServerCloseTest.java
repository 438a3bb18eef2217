package io.seatrial.transport.tcp;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.serving.Tests;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.settings.TcpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of a server. */
@ExtendWith(NoLeaks.class)
class TcpServerCloseTest {

    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final TestHandler held = TestHandler.held();

    private HealthListener telling() {
        return (id, ready) -> events.add(id.instanceHex() + (ready ? " ready" : " not ready"));
    }

    @Test
    void shouldStopListeningRefuseDrainAndCloseEveryConnection() throws IOException {
        TestServer server = TestServer.reference();
        try (RawConnection caller = server.connect();
                RawConnection idle = server.connect()) {
            Tests.await(server.server.register(GENERATE, held, telling()));
            String path = server.path(GENERATE);
            assertThat(caller.send(path, "x").readAck()).isEmpty();
            assertThat(idle.send("nowhere", "x").readAck()).isNotEmpty();
            CompletableFuture<DrainReport> closed = server.server.close().toCompletableFuture();
            assertThat(events).containsExactly("1a2b ready", "1a2b not ready");
            assertThat(server.server.isHealthy()).isFalse();
            assertThat(caller.send(path, "y").readAck()).isEqualTo("Server unavailable: worker pool channel closed");
            await().untilAsserted(() -> assertThatThrownBy(server::connect).isInstanceOf(IOException.class));
            assertThat(closed).isNotDone();
            await().until(() -> !held.running.isEmpty());
            held.finishOne();
            assertThat(Tests.await(closed)).isEqualTo(new DrainReport(1, 0));
            assertThat(Tests.await(server.server.close())).isEqualTo(new DrainReport(1, 0));
            assertThat(caller.isAtEnd()).isTrue();
            assertThat(idle.isAtEnd()).isTrue();
            assertThatThrownBy(() -> Tests.await(server.server.register(GENERATE, held, telling())))
                    .isInstanceOf(PlaneException.Closed.class);
        } finally {
            server.close();
        }
    }

    @Test
    void shouldWaitForWhatWasUnregisteredBeforeAndStillRuns() throws IOException {
        TestServer server = TestServer.reference();
        try (RawConnection caller = server.connect()) {
            server.register(GENERATE, held);
            assertThat(caller.send(server.path(GENERATE), "x").readAck()).isEmpty();
            CompletableFuture<DrainReport> drained =
                    server.server.unregister(GENERATE).toCompletableFuture();
            CompletableFuture<DrainReport> closed = server.server.close().toCompletableFuture();
            assertThat(closed).isNotDone();
            await().until(() -> !held.running.isEmpty());
            assertThat(closed).isNotDone();
            held.finishOne();
            assertThat(Tests.await(closed)).isEqualTo(new DrainReport(1, 0));
            assertThat(Tests.await(drained)).isEqualTo(new DrainReport(1, 0));
        } finally {
            server.close();
        }
    }

    @Test
    void shouldEndAConnectionWithTheTextOfAClosedQueueInTheModel() throws IOException {
        TestServer server = TestServer.model();
        try (RawConnection caller = server.connect();
                RawConnection late = server.connect()) {
            server.register(GENERATE, held);
            caller.send("1a2b/generate", "x").readAck();
            assertThat(late.send("nowhere", "x").readAck()).isEqualTo("Unknown endpoint: nowhere");
            CompletableFuture<DrainReport> closed = server.server.close().toCompletableFuture();
            assertThat(server.server.isHealthy())
                    .as("the model is always healthy")
                    .isTrue();
            late.send("1a2b/generate", "y").send("1a2b/generate", "z");
            assertThat(late.readAck()).isEqualTo("Server overloaded: channel closed");
            assertThat(late.isAtEnd()).isTrue();
            await().until(() -> !held.running.isEmpty());
            held.finishOne();
            Tests.await(closed);
        } finally {
            server.close();
        }
    }

    @Test
    void shouldCloseWithinTheBoundThoughARequestNeverEnds() throws IOException {
        TestServer server = TestServer.start(
                Profile.REFERENCE,
                TestServer.settings(RuntimeSettings.DRAIN_TIMEOUT, Duration.ofMillis(100))
                        .with(TcpSettings.WORKER_POOL_SIZE, 1));
        try (RawConnection caller = server.connect()) {
            server.register(GENERATE, held);
            caller.send(server.path(GENERATE), "runs").readAck();
            caller.send(server.path(GENERATE), "queued").readAck();
            assertThat(Tests.await(server.server.close())).isEqualTo(new DrainReport(2, 2));
            assertThat(server.server.inFlight())
                    .as("the queued one was discarded")
                    .isEqualTo(1);
            assertThat(caller.isAtEnd()).isTrue();
            held.finishOne();
            assertThat(held.payloads).containsExactly("runs");
            assertThat(server.server.inFlight()).isZero();
        } finally {
            server.close();
        }
    }
}
