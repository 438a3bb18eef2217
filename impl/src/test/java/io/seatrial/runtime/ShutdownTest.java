package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.GENERATE;
import static io.seatrial.runtime.WorkerUnderTest.done;
import static io.seatrial.runtime.WorkerUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.Profile;
import io.seatrial.response.Engine;
import io.seatrial.runtime.ShutdownReport.Phase;
import io.seatrial.runtime.health.HealthStatus;
import io.seatrial.settings.ShutdownSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShutdownTest extends ShutdownFixture {

    @Test
    void shouldGoThroughThePhasesInOrderAndSayWhatEachTook() {
        try (WorkerUnderTest test = WorkerUnderTest.withStandingTime(Profile.REFERENCE)
                .with(ShutdownSettings.GRACE_PERIOD, Duration.ofSeconds(5))) {
            HeldEngine engine = new HeldEngine();
            Endpoint endpoint =
                    done(test.worker().serve(GENERATE, engine, EndpointOptions.DEFAULT.withHealthPayload("{}")));
            List<String> closed = new CopyOnWriteArrayList<>();
            test.worker().onDisconnect("store", () -> {
                closed.add("store");
                return CompletableFuture.completedFuture(null);
            });
            test.worker().onDisconnect("broker", () -> {
                closed.add("broker");
                return CompletableFuture.completedFuture(null);
            });
            CompletableFuture<List<String>> answer = begin(test, endpoint, engine);

            CompletableFuture<ShutdownReport> down = test.worker().shutdown().toCompletableFuture();
            assertThat(test.published()).as("withdrawn at once").isEmpty();
            test.pass(4999);
            assertThat(test.worker().health().status(endpoint.id())).contains(HealthStatus.READY);
            assertThat(test.worker().health().report().isReady())
                    .as("wants requests")
                    .isFalse();
            assertThat(isRefused(test, endpoint.address()))
                    .as("refuses in the grace period")
                    .isFalse();
            eventually().until(() -> done(test.worker().manager().server()).inFlight() == 1); // that one has ended
            test.pass(1);
            assertThat(isRefused(test, endpoint.address()))
                    .as("refuses after the grace period")
                    .isTrue();
            assertThat(down).as("waits for the stream").isNotDone();
            assertThat(closed).as("services stay while there is a stream").isEmpty();
            test.pass(20_000);
            engine.end();
            assertThat(done(answer)).containsExactly("\"begun\"", "\"ended\"");

            ShutdownReport report = done(down);
            assertThat(report.phases())
                    .extracting(Phase::phase)
                    .containsExactly(
                            ShutdownPhase.WITHDRAW,
                            ShutdownPhase.GRACE,
                            ShutdownPhase.REFUSE,
                            ShutdownPhase.DRAIN,
                            ShutdownPhase.DISCONNECT);
            assertThat(phase(report, ShutdownPhase.GRACE).took()).isEqualTo(Duration.ofSeconds(5));
            assertThat(phase(report, ShutdownPhase.DRAIN).took()).isEqualTo(Duration.ofSeconds(20));
            assertThat(report.complete()).isTrue();
            assertThat(report.requests()).isEqualTo(new DrainReport(1, 0));
            assertThat(report)
                    .hasToString(
                            "withdraw 0 ms; grace period 5000 ms; refuse 0 ms; drain 20000 ms; disconnect 0 ms; 0 of 1 requests left");
            assertThat(closed).as("the last one first").containsExactly("broker", "store");
            assertThat(test.said())
                    .containsSubsequence(
                            "Runtime shutdown initiated",
                            "Phase 1: Cancelling endpoint shutdown token",
                            "Phase 2: Waiting for graceful endpoints to complete",
                            "Active graceful endpoints: 1",
                            "Last endpoint completed, notifying all waiters",
                            "Phase 3: All endpoints ended gracefully. Connections to backend services will now be disconnected");
        }
    }

    @Test
    void shouldBeFoundUntilAllIsDrainedInTheModel() {
        try (WorkerUnderTest test = WorkerUnderTest.withStandingTime(Profile.DYNAMO_1_0)
                .with(ShutdownSettings.GRACE_PERIOD, Duration.ofSeconds(5))) {
            HeldEngine engine = new HeldEngine();
            Endpoint endpoint = done(test.worker().serve(GENERATE, engine));
            CompletableFuture<List<String>> answer = begin(test, endpoint, engine);

            CompletableFuture<ShutdownReport> down = test.worker().shutdown().toCompletableFuture();
            assertThat(test.said()).contains("Unregistered TCP endpoint handler");
            assertThat(test.published()).hasSize(1);
            engine.end();
            done(answer);
            assertThat(done(down).phases())
                    .extracting(Phase::phase)
                    .containsExactly(
                            ShutdownPhase.REFUSE,
                            ShutdownPhase.DRAIN,
                            ShutdownPhase.WITHDRAW,
                            ShutdownPhase.DISCONNECT);
            assertThat(test.published()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotWaitForAnEndpointThatIsNotGraceful(Profile profile) {
        try (WorkerUnderTest test = WorkerUnderTest.withStandingTime(profile)) {
            HeldEngine engine = new HeldEngine();
            Endpoint endpoint = done(test.worker().serve(GENERATE, engine, EndpointOptions.DEFAULT.notGraceful()));
            CompletableFuture<List<String>> answer = begin(test, endpoint, engine);

            assertThat(done(test.worker().shutdown()).complete()).isTrue();
            assertThat(test.said()).contains("Active graceful endpoints: 0");
            assertThat(done(test.worker().manager().server()).inFlight())
                    .as("drains all the same")
                    .isEqualTo(1);
            engine.end();
            assertThat(done(answer)).containsExactly("\"begun\"", "\"ended\"");
        }
    }

    @Test
    void shouldNotWaitForTheGraceWhenNobodyIsServed() {
        try (WorkerUnderTest test = WorkerUnderTest.withStandingTime(Profile.REFERENCE)
                .with(ShutdownSettings.GRACE_PERIOD, Duration.ofSeconds(5))) {
            assertThat(done(test.worker().shutdown()).complete()).isTrue();
        }
    }

    @Test
    void shouldGiveEveryCallerTheSameEnd() {
        try (WorkerUnderTest test = WorkerUnderTest.withStandingTime(Profile.REFERENCE)
                .with(ShutdownSettings.GRACE_PERIOD, Duration.ofSeconds(5))) {
            done(test.worker().serve(GENERATE, Engine.of("1")));
            CompletableFuture<ShutdownReport> first = test.worker().shutdown().toCompletableFuture();
            CompletableFuture<ShutdownReport> second = test.worker().shutdown().toCompletableFuture();
            CompletableFuture<DrainReport> third = test.worker().close().toCompletableFuture();
            assertThat(third).isNotDone();
            test.pass(5000);
            assertThat(done(first)).isSameAs(done(second));
            assertThat(done(third)).isEqualTo(DrainReport.IDLE);
        }
    }

    @Test
    void shouldCloseOneEndpointInTheOrderOfTheReference() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            HeldEngine engine = new HeldEngine();
            Endpoint endpoint = done(test.worker().serve(GENERATE, engine));
            CompletableFuture<List<String>> answer = begin(test, endpoint, engine);
            CompletableFuture<DrainReport> closing = endpoint.close().toCompletableFuture();
            assertThat(test.published()).isEmpty();
            assertThat(closing).isNotDone();
            engine.end();
            done(answer);
            assertThat(done(closing)).isEqualTo(new DrainReport(1, 0));
        }
    }

    @Test
    void shouldCloseOneEndpointInTheOrderOfTheModel() {
        try (WorkerUnderTest test = WorkerUnderTest.of(Profile.DYNAMO_1_0)) {
            HeldEngine engine = new HeldEngine();
            Endpoint endpoint = done(test.worker().serve(GENERATE, engine));
            CompletableFuture<List<String>> answer = begin(test, endpoint, engine);
            CompletableFuture<DrainReport> closing = endpoint.close().toCompletableFuture();
            assertThat(test.said()).contains("Unregistered TCP endpoint handler");
            assertThat(test.published()).hasSize(1);
            engine.end();
            done(answer);
            assertThat(done(closing)).isEqualTo(new DrainReport(1, 0));
            assertThat(test.published()).isEmpty();
        }
    }
}
