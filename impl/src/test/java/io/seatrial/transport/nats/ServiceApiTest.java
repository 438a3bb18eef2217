package io.seatrial.transport.nats;

import static io.seatrial.serving.Tests.GENERATE;
import static io.seatrial.transport.nats.TestPlane.acknowledged;
import static io.seatrial.transport.nats.TestPlane.register;
import static io.seatrial.transport.nats.TestPlane.unregister;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.service.Discovery;
import io.nats.service.Endpoint;
import io.nats.service.EndpointStats;
import io.nats.service.InfoResponse;
import io.nats.service.PingResponse;
import io.nats.service.StatsResponse;
import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.NeedsNatsServer;
import io.seatrial.nats.TestLink;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.Profile;
import io.seatrial.serving.TestHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service API, as a client of NATS's own sees it (dynamo-manager.md 4.1). */
@NeedsNatsServer
class ServiceApiTest {

    /** How long the client waits for more answers. */
    private static final long WAIT_MILLIS = 500;

    private static NatsServerProcess nats;
    private static TestLink raw;

    @BeforeAll
    static void start() {
        nats = NatsServerProcess.start();
        raw = TestLink.to(nats.url());
    }

    @AfterAll
    static void stop() {
        raw.close();
        nats.close();
    }

    private static Discovery discovery() {
        return new Discovery(raw.connect(), WAIT_MILLIS, 10);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerForEachComponent(Profile profile) {
        try (TestPlane plane = TestPlane.with(profile, TestPlane.settings(nats))) {
            NatsServer server = plane.server();
            register(server, GENERATE, TestHandler.quick());
            register(server, EndpointId.of("ns", "backend", "count", 1), TestHandler.quick());
            register(server, EndpointId.of("ns", "other", "echo", 1), TestHandler.quick());

            assertThat(discovery().ping())
                    .extracting(PingResponse::getName)
                    .containsExactlyInAnyOrder("ns_backend", "ns_other");
            List<InfoResponse> infos = discovery().info("ns_backend");
            assertThat(infos).hasSize(1);
            InfoResponse info = infos.get(0);
            assertThat(info.getVersion()).isEqualTo("1.0.2");
            assertThat(info.getDescription()).isEqualTo("Dynamo component backend in namespace ns");
            assertThat(info.getEndpoints())
                    .extracting(each -> each.getName() + " " + each.getSubject() + " " + each.getQueueGroup())
                    .containsExactlyInAnyOrder(
                            "ns_backend-generate-1a2b ns_backend.generate-1a2b q",
                            "ns_backend-count-1 ns_backend.count-1 q");
            assertThat(discovery().info("ns_backend", info.getId())).isNotNull();
            assertThat(discovery().ping("ns_backend", info.getId())).isNotNull();
            assertThat(discovery().ping("ns_backend", "other")).isNull();
        }
    }

    @Test
    void shouldTellHowOftenAnEndpointRanAndHowItFailed() {
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            register(
                    server,
                    GENERATE,
                    TestHandler.doing(handler -> handler.payloads.size() < 3
                            ? CompletableFuture.completedFuture(null)
                            : CompletableFuture.failedFuture(new IllegalStateException("broken"))));
            for (int each = 0; each < 3; each++) {
                acknowledged(plane.send(
                        plane.client(), server.publishedAddress(GENERATE).value(), "x"));
            }
            await().atMost(TestLink.CEILING).until(() -> server.inFlight() == 0);
            StatsResponse stats = discovery().stats("ns_backend").get(0);
            EndpointStats endpoint = stats.getEndpointStatsList().get(0);

            assertThat(stats.getStarted()).isNotNull();
            assertThat(endpoint.getName()).isEqualTo("ns_backend-generate-1a2b");
            assertThat(endpoint.getNumRequests()).isEqualTo(3);
            assertThat(endpoint.getNumErrors()).isEqualTo(1);
            assertThat(endpoint.getLastError()).isEqualTo("java.lang.IllegalStateException: broken");
            assertThat(endpoint.getProcessingTime()).isPositive();
            assertThat(endpoint.getAverageProcessingTime()).isEqualTo(endpoint.getProcessingTime() / 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndWithTheLastEndpointInTheReferenceAndWithTheServerInTheModel(Profile profile) {
        try (TestPlane plane = TestPlane.with(profile, TestPlane.settings(nats));
                TestPlane other = TestPlane.reference(nats)) {
            register(other.server(), EndpointId.of("ns", "other", "echo", 1), TestHandler.quick());
            NatsServer server = plane.server();
            EndpointId count = EndpointId.of("ns", "backend", "count", 1);
            register(server, GENERATE, TestHandler.quick());
            register(server, count, TestHandler.quick());
            unregister(server, count);
            assertThat(discovery().info("ns_backend").get(0).getEndpoints())
                    .extracting(Endpoint::getSubject)
                    .containsExactly("ns_backend.generate-1a2b");
            unregister(server, GENERATE);
            assertThat(names()).contains("ns_other");
            assertThat(names().contains("ns_backend")).isEqualTo(!profile.isReference());
            TestLink.done(server.close());
            assertThat(names()).containsExactly("ns_other");
        }
    }

    private static List<String> names() {
        return discovery().ping().stream().map(PingResponse::getName).toList();
    }
}
