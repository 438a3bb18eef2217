package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.GENERATE;
import static io.seatrial.runtime.WorkerUnderTest.ID;
import static io.seatrial.runtime.WorkerUnderTest.done;
import static io.seatrial.runtime.WorkerUnderTest.eventually;
import static io.seatrial.runtime.WorkerUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.CallHomeHandler;
import io.seatrial.response.Engine;
import io.seatrial.settings.ShutdownSettings;
import io.seatrial.settings.TcpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fault at each step of an endpoint's start: nothing is left of it. */
class EndpointStartTest {

    private static final EndpointOptions TARGET = EndpointOptions.DEFAULT.withHealthPayload("{}");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private WorkerUnderTest under(Profile profile) {
        return WorkerUnderTest.of(profile).withService(MeterRegistry.class, meters);
    }

    /** Nothing of the endpoint is left, the shutdown has nothing to wait for, and the name can be served. */
    private void assertNothingIsLeft(WorkerUnderTest test) {
        assertThat(test.published()).as("instances in discovery").isEmpty();
        assertThat(test.worker().health().report().endpoints())
                .as("health entries")
                .isEmpty();
        assertThat(meters.find("dynamo_component_requests_total").meters())
                .as("meters")
                .isEmpty();
        Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1"), TARGET));
        assertThat(test.notices.toString()).doesNotContain("re-register");
        done(endpoint.close());
        done(test.worker().shutdown());
        assertThat(test.said()).contains("Active graceful endpoints: 0");
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingWhenTheServerCannotBind(Profile profile) throws IOException {
        try (WorkerUnderTest test = under(profile)) {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                test.with(TcpSettings.PORT, Optional.of(taken.getLocalPort()));
                assertThat(failure(test.worker().serve(GENERATE, Engine.of("1"), TARGET)))
                        .isInstanceOf(PlaneException.BindFailed.class)
                        .hasMessageContaining("Address already in use");
            }
            assertNothingIsLeft(test);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingWhenTheHandlerCannotBeRegistered(Profile profile) {
        try (WorkerUnderTest test = under(profile)) {
            EndpointName tooLong = new EndpointName("seat", "demo", "x".repeat(2000));
            assertThat(failure(test.worker().serve(tooLong, Engine.of("1"), TARGET)))
                    .isInstanceOf(PlaneException.InvalidRequest.class);
            assertNothingIsLeft(test);
        }
    }

    @Test
    void shouldLeaveTheFirstRegistrationAloneWhenASecondIsRefused() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            Endpoint first = done(test.worker().serve(GENERATE, Engine.of("1"), TARGET));
            assertThat(failure(test.worker().serve(GENERATE, Engine.of("2"), TARGET)))
                    .isInstanceOf(PlaneException.DuplicateEndpoint.class);
            assertThat(test.published()).extracting(instance -> instance.id()).containsExactly(first.id());
            assertThat(test.worker().health().report().isReady()).isTrue();
            assertThat(Answers.of(done(test.call(first.address())))).containsExactly("1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingWhenTheHealthTargetIsRefused(Profile profile) {
        try (WorkerUnderTest test = under(profile)) {
            CallHomeHandler handler =
                    new CallHomeHandler(test.worker().manager().context(), Engine.of("1"));
            Runnable release = handler.setHealthCheckNotifier(() -> {});
            assertThat(failure(test.worker().serve(GENERATE, handler, TARGET)))
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessage("Endpoint health check notifier already set");
            release.run();
            assertNothingIsLeft(test);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveNothingWhenDiscoveryRefuses(Profile profile) {
        try (WorkerUnderTest test = under(profile)) {
            test.discovery.beforeRegister = UnreliableDiscovery.down();
            test.discovery.beforeUnregister = UnreliableDiscovery.down();
            assertThat(failure(test.worker().serve(GENERATE, Engine.of("1"), TARGET)))
                    .isInstanceOf(PlaneException.DiscoveryFailed.class)
                    .hasMessage("Unable to register service for discovery. Check discovery service status")
                    .hasRootCauseMessage("the store is down");
            assertThat(done(test.worker().manager().server()).inFlight()).isZero();
            test.discovery.beforeRegister = CompletableFuture.completedFuture(null);
            test.discovery.beforeUnregister = CompletableFuture.completedFuture(null);
            assertNothingIsLeft(test);
        }
    }

    @Test
    void shouldGiveUpOnAStoreThatDoesNotAnswerAndWithdrawWhatItDoesLate() {
        try (WorkerUnderTest test = WorkerUnderTest.withStandingTime(Profile.REFERENCE)
                .with(ShutdownSettings.DISCOVERY_TIMEOUT, Duration.ofSeconds(2))) {
            CompletableFuture<Void> held = new CompletableFuture<>();
            test.discovery.beforeRegister = held;
            CompletableFuture<Endpoint> start =
                    test.worker().serve(GENERATE, Engine.of("1")).toCompletableFuture();
            eventually().until(() -> test.standing.time.timers() > 0);
            test.pass(2000);
            assertThat(failure(start))
                    .hasMessage("Unable to register service for discovery. Check discovery service status")
                    .hasRootCauseMessage("No answer from the memory of this process within 2000 ms");
            held.complete(null);
            assertThat(test.published()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldUndoAStartInWhoseMiddleTheWorkerIsClosed(Profile profile) {
        try (WorkerUnderTest test = under(profile)) {
            CompletableFuture<Void> held = new CompletableFuture<>();
            test.discovery.beforeRegister = held;
            CompletionStage<Endpoint> start = test.worker().serve(GENERATE, Engine.of("1"), TARGET);
            eventually().until(() -> test.discovery.registrations.get() == 1);
            CompletableFuture<?> closing = test.worker().close().toCompletableFuture();
            assertThat(closing).as("waits for the start").isNotDone();
            held.complete(null);
            done(closing);
            assertThat(failure(start)).isInstanceOf(PlaneException.Closed.class).hasMessage("The worker is closed");
            assertThat(test.published()).isEmpty();
            assertThat(test.worker().health().report().endpoints()).isEmpty();
            assertThat(meters.getMeters()).isEmpty();
            Endpoint next = done(test.another().serve(GENERATE, Engine.of("1")));
            assertThat(next.id()).isEqualTo(GENERATE.instance(ID));
            done(next.close());
        }
    }

    @Test
    void shouldServeNothingOnceClosed() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            done(test.worker().close());
            assertThat(failure(test.worker().serve(GENERATE, Engine.of("1"))))
                    .isInstanceOf(PlaneException.Closed.class);
            assertThat(test.said()).as("no server was started").noneMatch(text -> text.contains("listening"));
        }
    }
}
