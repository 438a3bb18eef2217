package io.seatrial.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seatrial.metrics.EndpointTags;
import io.seatrial.metrics.HandlerMeters;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Behaviours 147, 148, 149 and 204; dynamo-manager.md 5.10. */
class HandlerMetersTest {

    private static final Tags TAGS =
            EndpointTags.of(new EndpointName("seat", "demo", "generate"), Map.of(), Profile.REFERENCE);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private double counter(String name) {
        return registry.get(name).functionCounter().count();
    }

    private double inFlight() {
        return registry.get("dynamo_component_inflight_requests").gauge().value();
    }

    private double errors(String type) {
        return registry.get("dynamo_component_errors_total")
                .tag("error_type", type)
                .functionCounter()
                .count();
    }

    private long durations() {
        return registry.get("dynamo_component_request_duration_seconds").timer().count();
    }

    @Test
    void shouldCountARequestFromItsArrivalToItsEnd() throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, Engine.of("{\"data\":1}"))) {
            worker.handler.addMetrics(registry, TAGS);
            try (RawConnection caller = worker.call()) {
                worker.done().get(60, TimeUnit.SECONDS);
            }
            assertThat(counter("dynamo_component_requests_total")).isEqualTo(1);
            assertThat(counter("dynamo_component_request_bytes_total"))
                    .isEqualTo(worker.handler.metrics().requestBytes());
            assertThat(counter("dynamo_component_response_bytes_total"))
                    .isEqualTo(worker.handler.metrics().responseBytes())
                    .isPositive();
            assertThat(inFlight()).isZero();
            assertThat(durations()).isEqualTo(1);
            assertThat(registry.find("dynamo_component_errors_total").meters())
                    .as("absent until the first error")
                    .isEmpty();
        }
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("a frame that is too short", new byte[5], null),
                Arguments.of("a frame without parts", RawFrames.frame("", ""), "invalid_message"),
                Arguments.of("a frame without a body", RawFrames.frame("{}", ""), "invalid_message"),
                Arguments.of("a control message that is none", RawFrames.frame("{", "{}"), "deserialization"),
                Arguments.of(
                        "a body that is no JSON",
                        RawFrames.frame(RawFrames.control("r", "127.0.0.1:1", WorkerUnderTest.SUBJECT), "{"),
                        null),
                Arguments.of(
                        "a caller that cannot be reached",
                        RawFrames.frame(RawFrames.control("r", "127.0.0.1:1", WorkerUnderTest.SUBJECT), "{}"),
                        "response_stream"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void shouldCountWhatCannotBeRunAndLeaveNothingInFlight(String what, byte[] payload, String error) throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.DYNAMO_1_0, Engine.of("1"))) {
            worker.handler.addMetrics(registry, TAGS);
            CompletableFuture<Void> done = worker.handle(payload);
            eventually().until(done::isCompletedExceptionally);
            assertThat(counter("dynamo_component_requests_total")).isEqualTo(1);
            assertThat(inFlight()).isZero();
            assertThat(durations()).isEqualTo(1);
            if (error == null) {
                assertThat(registry.find("dynamo_component_errors_total").meters())
                        .isEmpty();
            } else {
                assertThat(errors(error)).isEqualTo(1);
            }
        }
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                Arguments.of("an engine that refuses", Engine.failing("no"), "generate"),
                Arguments.of(
                        "an engine that throws an error",
                        (Engine) (context, request) -> {
                            throw new AssertionError("broken");
                        },
                        "generate"),
                Arguments.of(
                        "a publisher that throws an error",
                        (Engine) (context, request) -> CompletableFuture.completedFuture(subscriber -> {
                            throw new AssertionError("broken");
                        }),
                        "generate"),
                Arguments.of(
                        "an answer that breaks off",
                        (Engine) (context, request) -> CompletableFuture.completedFuture(subscriber -> {
                            subscriber.onSubscribe(new NoSubscription());
                            subscriber.onError(new IllegalStateException("broken"));
                        }),
                        "generate"));
    }

    private record NoSubscription() implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failing")
    void shouldCountWhatFailsInTheEngineAndLeaveNothingInFlight(String what, Engine engine, String error)
            throws Exception {
        for (Engine each : new Engine[] {engine, engine.neverBlocking()}) {
            try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, each)) {
                Runnable release = worker.handler.addMetrics(registry, TAGS);
                try (RawConnection caller = worker.call()) {
                    eventually().until(() -> worker.done().isCompletedExceptionally());
                }
                assertThat(errors(error)).isEqualTo(1);
                assertThat(inFlight()).isZero();
                release.run();
            }
        }
    }

    @Test
    void shouldCountACallerThatLeavesAndLeaveNothingInFlight() throws Exception {
        Engine silent = (context, request) ->
                CompletableFuture.completedFuture(subscriber -> subscriber.onSubscribe(new NoSubscription()));
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, silent)) {
            worker.handler.addMetrics(registry, TAGS);
            worker.call().close();
            eventually().until(() -> worker.done().isDone());
            assertThat(errors("publish_response")).isEqualTo(1);
            assertThat(inFlight()).isZero();
        }
    }

    @Test
    void shouldShowErrorsThatCameBeforeTheMeters() throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.DYNAMO_1_0, Engine.of("1"))) {
            CompletableFuture<Void> done = worker.handle(RawFrames.frame("", ""));
            eventually().until(done::isCompletedExceptionally);
            worker.handler.addMetrics(registry, TAGS);
            assertThat(errors("invalid_message")).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseSecondMeters() throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, Engine.of("1"));
                WorkerUnderTest namesake = WorkerUnderTest.of(Profile.REFERENCE, Engine.of("1"))) {
            Runnable release = worker.handler.addMetrics(registry, TAGS);
            assertThatThrownBy(() -> worker.handler.addMetrics(new SimpleMeterRegistry(), TAGS))
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessage("Metrics already set");
            assertThatThrownBy(() -> namesake.handler.addMetrics(registry, TAGS))
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessageStartingWith(
                            "Failed to create work handler metrics: Failed to register metric: dynamo_component_requests_total");
            namesake.handler.addMetrics(registry, TAGS.and("model", "x"));
            release.run();
            worker.handler.addMetrics(registry, TAGS);
        }
    }

    @Test
    void shouldTakeItsMetersAway() throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.DYNAMO_1_0, Engine.of("1"))) {
            Runnable release = worker.handler.addMetrics(registry, TAGS);
            CompletableFuture<Void> done = worker.handle(RawFrames.frame("", ""));
            eventually().until(done::isCompletedExceptionally);
            release.run();
            release.run();
            assertThat(registry.getMeters()).isEmpty();
            eventually().until(worker.handle(RawFrames.frame("{", "{}"))::isCompletedExceptionally);
            assertThat(registry.getMeters())
                    .as("an error after that brings none back")
                    .isEmpty();
        }
    }

    @Test
    void shouldRefuseASecondNotifier() throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.of(Profile.REFERENCE, Engine.of("1"))) {
            Runnable release = worker.handler.setHealthCheckNotifier(() -> {});
            assertThatThrownBy(() -> worker.handler.setHealthCheckNotifier(() -> {}))
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessage("Endpoint health check notifier already set");
            release.run();
            worker.handler.setHealthCheckNotifier(() -> {});
        }
    }

    @Test
    void shouldUseTheDefaultBucketsOfTheModel() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Timer timer = timer(prometheus);
        timer.record(Duration.ofMillis(30));
        String text = prometheus.scrape();
        for (String bound : new String[] {
            "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0", "+Inf"
        }) {
            assertThat(text).contains("le=\"" + bound + "\"");
        }
        assertThat(text)
                .containsPattern("request_duration_seconds_bucket\\{[^}]*le=\"0.025\"} 0")
                .containsPattern("request_duration_seconds_bucket\\{[^}]*le=\"0.05\"} 1");
    }

    private static Timer timer(PrometheusMeterRegistry prometheus) {
        HandlerMeters.register(prometheus, TAGS, new HandlerMetrics());
        return prometheus.get("dynamo_component_request_duration_seconds").timer();
    }
}
