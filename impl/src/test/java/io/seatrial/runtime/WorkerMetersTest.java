package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.GENERATE;
import static io.seatrial.runtime.WorkerUnderTest.done;
import static io.seatrial.runtime.WorkerUnderTest.eventually;
import static io.seatrial.runtime.WorkerUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.response.CallHomeHandler;
import io.seatrial.response.Engine;
import io.seatrial.settings.TcpSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WorkerMetersTest {

    private static final EndpointName OTHER = new EndpointName("seat", "demo", "other");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private WorkerUnderTest measured() {
        return WorkerUnderTest.reference().withService(MeterRegistry.class, registry);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void shouldTellTheUptimeOnTheNetworksClock() {
        try (WorkerUnderTest test =
                WorkerUnderTest.withStandingTime(Profile.REFERENCE).withService(MeterRegistry.class, registry)) {
            test.worker();
            test.pass(1500);
            assertThat(gauge("dynamo_component_uptime_seconds")).isEqualTo(1.5);
        }
    }

    @Test
    void shouldTellWhatRunsAndWhatWaits() {
        try (WorkerUnderTest test =
                measured().with(TcpSettings.WORKER_POOL_SIZE, 2).with(TcpSettings.WORK_QUEUE_SIZE, 8)) {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            Endpoint endpoint = done(test.worker().serve(GENERATE, request -> {
                request.payload().release();
                CompletableFuture<Void> end = new CompletableFuture<>();
                synchronized (running) {
                    running.add(end);
                }
                return end;
            }));
            for (int i = 0; i < 5; i++) {
                done(test.send(endpoint.address(), new byte[0]));
            }
            assertThat(gauge("dynamo_transport_tcp_server_inflight_requests")).isEqualTo(5);
            assertThat(gauge("dynamo_work_handler_pool_active_tasks")).isEqualTo(2);
            assertThat(gauge("dynamo_work_handler_queue_depth")).isEqualTo(3);
            assertThat(gauge("dynamo_work_handler_pool_capacity")).isEqualTo(2);
            assertThat(gauge("dynamo_work_handler_queue_capacity")).isEqualTo(8);
            assertThat(registry.get("dynamo_transport_tcp_accept_backoff_total")
                            .functionCounter()
                            .count())
                    .isZero();
            eventually().until(() -> {
                synchronized (running) {
                    running.forEach(end -> end.complete(null));
                    return running.size() == 5;
                }
            });
            eventually().until(() -> gauge("dynamo_work_handler_pool_active_tasks") == 0);
        }
    }

    @Test
    void shouldMeasureWhatItsClientsSend() {
        try (WorkerUnderTest test = measured()) {
            Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1")));
            RequestPlaneClient client = test.worker().manager().createClient();
            done(client.send(endpoint.address(), Unpooled.wrappedBuffer(new byte[9]), Map.of()));
            assertThat(registry.get("dynamo_transport_tcp_bytes_sent_total")
                            .functionCounter()
                            .count())
                    .isEqualTo(9);
            done(client.close());
        }
    }

    @Test
    void shouldTakeItsMetersWithIt() {
        try (WorkerUnderTest test = measured()) {
            done(test.worker().serve(GENERATE, Engine.of("1")));
            Endpoint other = done(test.worker().serve(OTHER, Engine.of("1")));
            assertThat(registry.find("dynamo_component_requests_total").meters())
                    .hasSize(2);
            done(other.close());
            assertThat(registry.find("dynamo_component_requests_total").meters())
                    .hasSize(1);
            test.worker().manager().createClient().close();
            done(test.worker().close());
            assertThat(registry.getMeters()).extracting(Meter::getId).isEmpty();
        }
    }

    @Test
    void shouldLeaveTheMetersOfAnotherWorkerOnTheSameRegistry() {
        try (WorkerUnderTest test = measured()) {
            Worker first = test.worker();
            done(first.serve(GENERATE, Engine.of("1")));
            Worker second = test.another();
            assertThat(failure(second.serve(GENERATE, Engine.of("1"))))
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessageStartingWith("Failed to create work handler metrics: Failed to register metric: ");
            done(second.serve(OTHER, Engine.of("1"), EndpointOptions.DEFAULT.withMetricLabel("model", "x")));
            assertThat(registry.get("dynamo_component_requests_total")
                            .tag("model", "x")
                            .functionCounter())
                    .isNotNull();
            done(second.close());
            assertThat(registry.find("dynamo_component_requests_total").meters())
                    .hasSize(1);
            assertThat(registry.find("dynamo_component_uptime_seconds").meters())
                    .hasSize(1);
            assertThat(registry.find("dynamo_work_handler_pool_capacity").meters())
                    .hasSize(1);
        }
    }

    @Test
    void shouldMeasureNothingWithoutARegistry() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            CallHomeHandler handler =
                    new CallHomeHandler(test.worker().manager().context(), Engine.of("1"));
            done(test.worker().serve(GENERATE, handler));
            assertThat(test.worker().manager().context().services().find(MeterRegistry.class))
                    .isEmpty();
            handler.addMetrics(registry, Tags.empty()); // nobody has done so
        }
    }

    @Test
    void shouldRefuseALabelThatTheRuntimeSets() {
        try (WorkerUnderTest test = measured()) {
            assertThat(failure(test.worker()
                            .serve(
                                    GENERATE,
                                    Engine.of("1"),
                                    EndpointOptions.DEFAULT.withMetricLabel("dynamo_namespace", "x"))))
                    .isInstanceOf(PlaneException.ConfigurationError.class);
            assertThat(test.published()).isEmpty();
        }
    }

    @Test
    void shouldLeaveASharedServerToItsProcess() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1")));
            done(test.worker().manager().close());
            assertThat(Answers.of(done(test.call(endpoint.address())))).containsExactly("1");
        }
    }
}
