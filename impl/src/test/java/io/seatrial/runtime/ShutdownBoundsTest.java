package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.GENERATE;
import static io.seatrial.runtime.WorkerUnderTest.done;
import static io.seatrial.runtime.WorkerUnderTest.eventually;
import static io.seatrial.runtime.WorkerUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.Engine;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.settings.ShutdownSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker's way down when something does not end, or fails. */
class ShutdownBoundsTest extends ShutdownFixture {

    private static final EndpointName OTHER = new EndpointName("seat", "demo", "other");

    @ParameterizedTest
    @EnumSource
    void shouldGiveUpOnARequestThatNeverEndsAtTheBound(Profile profile) {
        try (WorkerUnderTest test = WorkerUnderTest.withStandingTime(profile)
                .with(RuntimeSettings.DRAIN_TIMEOUT, Duration.ofSeconds(900))) {
            Endpoint endpoint = done(test.worker().serve(GENERATE, request -> {
                request.payload().release();
                return NEVER;
            }));
            done(test.send(endpoint.address(), new byte[0]));
            eventually().until(() -> done(test.worker().manager().server()).inFlight() == 1);

            CompletableFuture<ShutdownReport> down = test.worker().shutdown().toCompletableFuture();
            test.pass(899_999);
            assertThat(down).isNotDone();
            test.pass(1);
            ShutdownReport report = done(down);
            assertThat(report.requests()).isEqualTo(new DrainReport(1, 1));
            assertThat(report.complete()).isFalse();
            assertThat(report.toString()).endsWith("1 of 1 requests left");
            assertThat(test.said())
                    .contains(
                            "Phase 3: Not all endpoints ended. Connections to backend services will now be disconnected");
        }
    }

    @Test
    void shouldComeDownWithoutItsStore() {
        try (WorkerUnderTest test = WorkerUnderTest.withStandingTime(Profile.REFERENCE)
                .with(ShutdownSettings.DISCOVERY_TIMEOUT, Duration.ofSeconds(10))) {
            Endpoint hanging = done(test.worker().serve(GENERATE, Engine.of("1")));
            test.discovery.beforeUnregister = new CompletableFuture<>();

            CompletableFuture<ShutdownReport> down = test.worker().shutdown().toCompletableFuture();
            assertThat(down).isNotDone();
            test.pass(10_000);
            ShutdownReport report = done(down);
            assertThat(phase(report, ShutdownPhase.WITHDRAW).left())
                    .containsExactly(hanging.id().path());
            assertThat(report.failures()).singleElement().isInstanceOf(PlaneException.DiscoveryFailed.class);
            assertThat(isRefused(test, hanging.address())).isTrue();
        }
    }

    @Test
    void shouldTellTheFailureOfTheStoreAfterClosingEverything() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            Endpoint one = done(test.worker().serve(GENERATE, Engine.of("1")));
            Endpoint two = done(test.worker().serve(OTHER, Engine.of("2")));
            test.discovery.beforeUnregister = UnreliableDiscovery.down();
            assertThat(failure(test.worker().close())).isInstanceOf(PlaneException.DiscoveryFailed.class);
            assertThat(isRefused(test, one.address())).isTrue();
            assertThat(isRefused(test, two.address())).isTrue();
        }
    }

    @Test
    void shouldNotWaitForEverForAServiceThatDoesNotClose() {
        try (WorkerUnderTest test = WorkerUnderTest.withStandingTime(Profile.REFERENCE)
                .with(ShutdownSettings.DISCONNECT_TIMEOUT, Duration.ofSeconds(3))) {
            List<String> closed = new CopyOnWriteArrayList<>();
            test.worker().onDisconnect("store", () -> {
                closed.add("store");
                return CompletableFuture.completedFuture(null);
            });
            test.worker().onDisconnect("broker", () -> NEVER);
            test.worker().onDisconnect("cache", () -> {
                throw new IllegalStateException("no");
            });
            CompletableFuture<ShutdownReport> down = test.worker().shutdown().toCompletableFuture();
            test.pass(3000);
            ShutdownReport report = done(down);
            assertThat(phase(report, ShutdownPhase.DISCONNECT).left()).containsExactly("cache", "broker");
            assertThat(closed).containsExactly("store");
            assertThat(report.failures()).hasSize(2);
        }
    }

    @Test
    void shouldStartTheExitLimitWhenItRefuses() {
        try (WorkerUnderTest test = WorkerUnderTest.withStandingTime(Profile.REFERENCE)
                .with(ShutdownSettings.GRACE_PERIOD, Duration.ofSeconds(5))) {
            List<Integer> exits = new CopyOnWriteArrayList<>();
            Endpoint endpoint = done(test.worker().serve(GENERATE, request -> {
                request.payload().release();
                return NEVER;
            }));
            done(test.send(endpoint.address(), new byte[0]));
            eventually().until(() -> done(test.worker().manager().server()).inFlight() == 1);
            ExitLimit limit = new ExitLimit(Duration.ofSeconds(30), test.standing.time, test.notices::add, exits::add);

            test.worker().shutdown(limit);
            test.pass(34_999);
            assertThat(exits).isEmpty();
            test.pass(1);
            assertThat(exits).containsExactly(143);
            test.pass(1_000_000);
        }
    }
}
