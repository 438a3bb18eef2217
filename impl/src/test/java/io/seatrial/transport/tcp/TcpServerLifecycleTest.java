package io.seatrial.transport.tcp;

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
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.settings.TcpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Register, unregister and close: what is told to whom, and in which order (dynamo-manager.md 2.1, 7.3). */
@ExtendWith(NoLeaks.class)
class TcpServerLifecycleTest {

    private static final EndpointId SIBLING = EndpointId.of("ns", "backend", "generate", 2);

    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final TestHandler held = TestHandler.held();

    private HealthListener telling() {
        return (id, ready) -> events.add(id.instanceHex() + (ready ? " ready" : " not ready"));
    }

    private static TestServer drainingWithin(Duration bound) {
        return TestServer.start(Profile.REFERENCE, TestServer.settings(RuntimeSettings.DRAIN_TIMEOUT, bound));
    }

    @Test
    void shouldBeReachableBeforeItIsSaidToBeReady() throws IOException {
        try (TestServer server = TestServer.reference();
                RawConnection caller = server.connect()) {
            HealthListener asking = (id, ready) -> events.add(ready + " " + ask(caller, server.path(id)));
            Tests.await(server.server.register(GENERATE, TestHandler.quick(), asking));
            server.unregister(GENERATE);
        }
        assertThat(events).containsExactly("true ", "false Unknown endpoint: 1a2b/ns/backend/generate");
    }

    private static String ask(RawConnection caller, String path) {
        try {
            return caller.send(path, "x").readAck();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void shouldRefuseThenSayNotReadyThenWaitForWhatIsInFlight() throws IOException {
        try (TestServer server = TestServer.reference();
                RawConnection caller = server.connect()) {
            Tests.await(server.server.register(GENERATE, held, telling()));
            String path = server.path(GENERATE);
            caller.send(path, "x").readAck();
            CompletableFuture<DrainReport> drained =
                    server.server.unregister(GENERATE).toCompletableFuture();
            assertThat(events).containsExactly("1a2b ready", "1a2b not ready");
            assertThat(caller.send(path, "y").readAck()).isEqualTo("Unknown endpoint: " + path);
            assertThat(drained).isNotDone();
            assertThat(server.server.inFlight()).isEqualTo(1);
            await().until(() -> !held.running.isEmpty());
            held.finishOne();
            assertThat(Tests.await(drained)).isEqualTo(new DrainReport(1, 0));
            assertThat(server.said())
                    .contains(
                            "Registered endpoint 'generate' with shared TCP server on 127.0.0.1:"
                                    + server.server.port(),
                            "Unregistered TCP endpoint handler endpoint_name=generate endpoint_path=" + path,
                            "Waiting for inflight TCP requests to complete inflight_count=1",
                            "All inflight TCP requests completed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeTheUnknownAndTheSecondUnregisterForSuccess(Profile profile) {
        try (TestServer server = TestServer.start(profile, TestServer.settings())) {
            server.register(GENERATE, TestHandler.quick());
            assertThat(server.unregister(GENERATE)).isEqualTo(DrainReport.IDLE);
            int said = server.notices.size();
            assertThat(server.unregister(GENERATE)).isEqualTo(DrainReport.IDLE);
            assertThat(server.unregister(EndpointId.of("ns", "backend", "erate", 0x1a2b)))
                    .isEqualTo(DrainReport.IDLE);
            assertThat(server.notices).hasSize(said);
        }
    }

    @Test
    void shouldGiveUpAtTheBoundAndReportWhatIsLeft() throws IOException {
        try (TestServer server = drainingWithin(Duration.ofMillis(100));
                RawConnection caller = server.connect()) {
            server.register(GENERATE, held);
            caller.send(server.path(GENERATE), "x").readAck();
            caller.send(server.path(GENERATE), "y").readAck();
            assertThat(server.unregister(GENERATE)).isEqualTo(new DrainReport(2, 2));
            assertThat(server.said())
                    .contains("Gave up waiting for inflight TCP requests endpoint=ns/backend/generate/1a2b"
                            + " inflight_count=2 waited_ms=100");
            await().until(() -> held.running.size() == 2);
            held.finishOne();
            held.finishOne();
            await().until(() -> server.server.inFlight() == 0);
        }
    }

    @Test
    void shouldNotBeginAfterTheBoundWhatWasOnlyQueued() throws IOException {
        TestHandler other = TestHandler.quick();
        try (TestServer server = TestServer.start(
                        Profile.REFERENCE,
                        TestServer.settings(RuntimeSettings.DRAIN_TIMEOUT, Duration.ofMillis(100))
                                .with(TcpSettings.WORKER_POOL_SIZE, 1));
                RawConnection caller = server.connect()) {
            server.register(GENERATE, held);
            server.register(SIBLING, other);
            caller.send(server.path(GENERATE), "runs").readAck();
            caller.send(server.path(GENERATE), "queued").readAck();
            caller.send(server.path(SIBLING), "sibling").readAck();
            assertThat(server.unregister(GENERATE)).isEqualTo(new DrainReport(2, 2));
            await().until(() -> !held.running.isEmpty());
            held.finishOne();
            await().untilAsserted(() -> assertThat(other.payloads).containsExactly("sibling"));
            assertThat(held.payloads).containsExactly("runs");
            await().until(() -> server.server.inFlight() == 0);
        }
    }

    @Test
    void shouldRemoveOnlyTheIdentityThatIsMeant() throws IOException {
        try (TestServer server = TestServer.reference();
                RawConnection caller = server.connect()) {
            List<EndpointId> others = List.of(
                    SIBLING,
                    EndpointId.of("ns", "other", "generate", 0x1a2b),
                    EndpointId.of("ns", "backend", "x/generate", 0x1a2b),
                    EndpointId.of("ns", "backend", "pregenerate", 0x1a2b));
            server.register(GENERATE, TestHandler.quick());
            others.forEach(id -> server.register(id, TestHandler.quick()));
            server.unregister(GENERATE);
            for (EndpointId id : others) {
                assertThat(caller.send(server.path(id), "x").readAck())
                        .as("%s", id)
                        .isEmpty();
            }
            assertThat(caller.send(server.path(GENERATE), "x").readAck()).startsWith("Unknown endpoint: ");
        }
    }

    @Test
    void shouldRemoveEveryKeyWithTheSuffixOneAfterTheOtherInTheModel() throws IOException {
        try (TestServer server = TestServer.model();
                RawConnection caller = server.connect()) {
            server.register(GENERATE, held);
            TestHandler sibling = TestHandler.quick();
            server.register(SIBLING, sibling);
            caller.send(server.path(GENERATE), "x").readAck();
            CompletableFuture<DrainReport> drained =
                    server.server.unregister(GENERATE).toCompletableFuture();
            assertThat(caller.send("2/generate", "x").readAck())
                    .as("served while the first drains")
                    .isEmpty();
            await().until(() -> !held.running.isEmpty() && !sibling.payloads.isEmpty());
            held.finishOne();
            Tests.await(drained);
            assertThat(caller.send("2/generate", "x").readAck()).isEqualTo("Unknown endpoint: 2/generate");
        }
    }

    @Test
    void shouldRefuseADuplicateAndKeepTheFirst() throws IOException {
        try (TestServer server = TestServer.reference();
                RawConnection caller = server.connect()) {
            TestHandler first = TestHandler.quick();
            Tests.await(server.server.register(GENERATE, first, telling()));
            assertThatThrownBy(() -> Tests.await(server.server.register(GENERATE, held, telling())))
                    .isInstanceOf(PlaneException.DuplicateEndpoint.class);
            assertThat(events).containsExactly("1a2b ready");
            caller.send(server.path(GENERATE), "x").readAck();
            await().untilAsserted(() -> assertThat(first.payloads).containsExactly("x"));
        }
    }

    @Test
    void shouldReplaceWithoutAWordInTheModel() throws IOException {
        try (TestServer server = TestServer.model();
                RawConnection caller = server.connect()) {
            Tests.await(server.server.register(GENERATE, held, telling()));
            TestHandler second = TestHandler.quick();
            EndpointId sameKey = EndpointId.of("ns", "other", "generate", 0x1a2b);
            Tests.await(server.server.register(sameKey, second, telling()));
            caller.send("1a2b/generate", "x").readAck();
            await().untilAsserted(() -> assertThat(second.payloads).containsExactly("x"));
            assertThat(held.payloads).isEmpty();
            assertThat(events).containsExactly("1a2b ready", "1a2b ready");
        }
    }

    @Test
    void shouldOutliveAListenerThatThrows() {
        try (TestServer server = TestServer.reference()) {
            HealthListener broken = (id, ready) -> {
                throw new IllegalStateException("broken");
            };
            Tests.await(server.server.register(GENERATE, held, broken));
            assertThat(server.unregister(GENERATE)).isEqualTo(DrainReport.IDLE);
            assertThat(server.said())
                    .filteredOn(line -> line.startsWith("Health listener failed"))
                    .hasSize(2);
        }
    }
}
