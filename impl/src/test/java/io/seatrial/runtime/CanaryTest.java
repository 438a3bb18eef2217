package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.GENERATE;
import static io.seatrial.runtime.WorkerUnderTest.done;
import static io.seatrial.runtime.WorkerUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.discovery.Instance;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.Profile;
import io.seatrial.response.Engine;
import io.seatrial.response.StreamContext;
import io.seatrial.runtime.health.HealthStatus;
import io.seatrial.settings.SystemSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behaviours 145 and 146, on sockets, with a clock that stands still. */
class CanaryTest {

    private static final EndpointOptions TARGET = EndpointOptions.DEFAULT.withHealthPayload("{\"canary\":true}");
    private static final String ERROR_ITEM = "{\"event\":\"error\",\"comment\":[\"broken\"]}";

    /** An engine that answers as the test wants, and remembers what it was asked. */
    private static final class Scripted implements Engine {
        final List<String> requests = new CopyOnWriteArrayList<>();
        final List<StreamContext> contexts = new CopyOnWriteArrayList<>();
        volatile Engine answer = Engine.of("{\"data\":1}");

        @Override
        public CompletionStage<Flow.Publisher<byte[]>> generate(StreamContext context, byte[] requestJson) {
            requests.add(new String(requestJson, StandardCharsets.UTF_8));
            contexts.add(context);
            return answer.generate(context, requestJson);
        }

        @Override
        public boolean mayBlock() {
            return false;
        }
    }

    private final Scripted engine = new Scripted();

    private static WorkerUnderTest watched(Profile profile) {
        return WorkerUnderTest.withStandingTime(profile)
                .with(SystemSettings.HEALTH_CHECK_ENABLED, "true")
                .with(SystemSettings.CANARY_WAIT, Duration.ofSeconds(10))
                .with(SystemSettings.HEALTH_CHECK_REQUEST_TIMEOUT, Duration.ofSeconds(3));
    }

    private Endpoint serve(WorkerUnderTest test) {
        return done(test.worker().serve(GENERATE, engine, TARGET));
    }

    /** Lets the wait pass and the canary come back. */
    private void sendCanary(WorkerUnderTest test) {
        int sent = engine.requests.size();
        test.pass(10_000);
        eventually().until(() -> engine.requests.size() == sent + 1);
    }

    private static void awaitStatus(WorkerUnderTest test, Endpoint endpoint, HealthStatus status) {
        eventually()
                .untilAsserted(() ->
                        assertThat(test.worker().health().status(endpoint.id())).contains(status));
    }

    @ParameterizedTest
    @EnumSource
    void shouldCallAnIdleEndpointAndReadItsHealthFromTheAnswer(Profile profile) {
        try (WorkerUnderTest test = watched(profile)) {
            Endpoint endpoint = serve(test);
            test.pass(9999);
            assertThat(engine.requests).isEmpty();
            engine.answer = Engine.of(ERROR_ITEM);
            test.pass(1);
            awaitStatus(test, endpoint, HealthStatus.NOT_READY);
            assertThat(engine.requests).containsExactly("{\"canary\":true}");
            assertThat(test.worker().health().report().isReady()).isFalse();

            engine.answer = Engine.of("{\"data\":1}");
            sendCanary(test);
            awaitStatus(test, endpoint, HealthStatus.READY);
            assertThat(test.worker().health().report().isReady()).isTrue();
        }
    }

    @Test
    void shouldTakeAnAnswerWithoutItemsForAFailure() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE)) {
            Endpoint endpoint = serve(test);
            engine.answer = Engine.of();
            sendCanary(test);
            awaitStatus(test, endpoint, HealthStatus.NOT_READY);
        }
    }

    @Test
    void shouldTakeARefusalForAFailure() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE)) {
            Endpoint endpoint = serve(test);
            engine.answer = Engine.failing("no");
            sendCanary(test);
            awaitStatus(test, endpoint, HealthStatus.NOT_READY);
            assertThat(test.notices.toString()).contains("Canary failed", "Generate Error: no");
        }
    }

    @Test
    void shouldFailAtItsLimitAndKillWhatItAskedFor() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE)) {
            Endpoint endpoint = serve(test);
            engine.answer = (context, request) -> new CompletableFuture<>();
            sendCanary(test);
            test.pass(2999);
            assertThat(test.worker().health().status(endpoint.id())).contains(HealthStatus.READY);
            test.pass(1);
            awaitStatus(test, endpoint, HealthStatus.NOT_READY);
            eventually().until(() -> engine.contexts.get(0).isKilled());
        }
    }

    @Test
    void shouldBeContentWithTheFirstItemAndNotReadForEver() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE)) {
            HeldEngine held = new HeldEngine();
            engine.answer = Engine.of(ERROR_ITEM);
            Endpoint endpoint = serve(test);
            sendCanary(test);
            awaitStatus(test, endpoint, HealthStatus.NOT_READY);
            engine.answer = held;
            sendCanary(test);
            awaitStatus(test, endpoint, HealthStatus.READY);
            assertThat(engine.contexts.get(1).isKilled()).isFalse();
            test.pass(3000);
            eventually().until(() -> engine.contexts.get(1).isKilled());
            assertThat(test.worker().health().status(endpoint.id())).contains(HealthStatus.READY);
        }
    }

    @Test
    void shouldBeKeptAwayByEachCompletedAnswer() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE)) {
            Endpoint endpoint = serve(test);
            for (int i = 0; i < 5; i++) {
                test.pass(9999);
                assertThat(Answers.of(done(test.call(endpoint.address())))).hasSize(1);
                test.awaitEndOfCalls();
            }
            assertThat(engine.requests).doesNotContain("{\"canary\":true}");
            test.pass(9999);
            assertThat(engine.requests).doesNotContain("{\"canary\":true}");
            test.pass(1);
            eventually().until(() -> engine.requests.contains("{\"canary\":true}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindAWrongPortInDiscovery(Profile profile) {
        try (WorkerUnderTest test = watched(profile)) {
            Endpoint endpoint = serve(test);
            sendCanary(test);
            awaitStatus(test, endpoint, HealthStatus.READY);
            String wrong = endpoint.address().value().replaceFirst(":[0-9]+/", ":1/");
            done(test.store.register(new Instance(endpoint.id(), InstanceAddress.tcp(wrong))));
            test.pass(10_000);
            awaitStatus(test, endpoint, HealthStatus.NOT_READY);
            assertThat(engine.requests).as("the endpoint itself was not called").hasSize(1);
            done(test.store.register(new Instance(endpoint.id(), endpoint.address())));
            sendCanary(test);
            awaitStatus(test, endpoint, HealthStatus.READY);
        }
    }

    @Test
    void shouldChangeNothingWhenTheEndpointIsNotInDiscovery() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE)) {
            Endpoint endpoint = serve(test);
            done(endpoint.unpublish());
            test.pass(10_000);
            eventually().until(() -> test.notices.toString().contains("Canary cannot look up its endpoint"));
            assertThat(test.worker().health().status(endpoint.id())).contains(HealthStatus.READY);
            done(endpoint.republish());
            sendCanary(test);
        }
    }

    @Test
    void shouldChangeNothingWhenTheStoreDoesNotAnswer() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE)) {
            Endpoint endpoint = serve(test);
            test.discovery.beforeList = new CompletableFuture<>();
            test.pass(10_000);
            test.pass(9999);
            assertThat(test.notices.toString()).doesNotContain("Canary");
            test.pass(1);
            eventually().until(() -> test.notices.toString().contains("the store did not answer in time"));
            test.discovery.beforeList = CompletableFuture.completedFuture(null);
            assertThat(test.worker().health().status(endpoint.id())).contains(HealthStatus.READY);
            sendCanary(test);
        }
    }

    @Test
    void shouldSendNoneUnlessEnabled() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE).with(SystemSettings.HEALTH_CHECK_ENABLED, "false")) {
            serve(test);
            assertThat(test.standing.time.timers()).isZero();
        }
    }

    @Test
    void shouldSendNoneWithoutAPayload() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE)) {
            done(test.worker().serve(GENERATE, engine));
            assertThat(test.standing.time.timers()).isZero();
        }
    }

    @Test
    void shouldStopWithItsEndpointAndNotMakeItReadyAgain() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE)) {
            Endpoint endpoint = serve(test);
            CompletableFuture<Flow.Publisher<byte[]>> late = new CompletableFuture<>();
            engine.answer = (context, request) -> late;
            sendCanary(test);
            CompletableFuture<?> closing = endpoint.close().toCompletableFuture();
            done(Engine.of("{\"data\":1}")
                    .generate(engine.contexts.get(0), new byte[0])
                    .thenAccept(late::complete));
            done(closing);
            assertThat(test.worker().health().status(endpoint.id())).contains(HealthStatus.NOT_READY);
            test.pass(60_000);
            assertThat(test.worker().health().status(endpoint.id())).contains(HealthStatus.NOT_READY);
            assertThat(engine.requests).hasSize(1);
        }
    }

    @Test
    void shouldWatchAnEndpointThatIsServedAgain() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE)) {
            done(serve(test).close());
            Endpoint again = done(test.worker()
                    .serve(GENERATE, engine, EndpointOptions.DEFAULT.withHealthPayload("{\"second\":true}")));
            assertThat(test.said())
                    .contains("Attempted to re-register health check for endpoint 'generate'; ignoring.");
            assertThat(Answers.of(done(test.call(again.address())))).hasSize(1);
            sendCanary(test);
            assertThat(engine.requests).as("the first payload stays in force").endsWith("{\"canary\":true}");
        }
    }

    @Test
    void shouldLeaveNothingAtShutdown() {
        try (WorkerUnderTest test = watched(Profile.REFERENCE)) {
            serve(test);
            sendCanary(test);
            assertThat(done(test.worker().shutdown()).complete()).isTrue();
            eventually().until(() -> test.standing.time.timers() == 0);
        }
    }
}
