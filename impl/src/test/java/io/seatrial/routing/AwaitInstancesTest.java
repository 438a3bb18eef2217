package io.seatrial.routing;

import static io.seatrial.routing.RouterTrial.INTERVAL;
import static io.seatrial.routing.RouterTrial.call;
import static io.seatrial.routing.RouterTrial.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.discovery.Instance;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.ResponseStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waiting for somebody to call. */
class AwaitInstancesTest {

    private static CompletableFuture<List<Instance>> wait(PushRouter router, Duration bound) {
        return router.awaitInstances(bound).toCompletableFuture();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldFindSomebodyInACallRightAfterTheWait(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            PushRouter router = trial.router();
            CompletableFuture<ResponseStream> call =
                    wait(router, INTERVAL).thenCompose(found -> call(router)).toCompletableFuture();
            assertThat(call).isNotDone();
            trial.announce(1);

            assertThat(trial.client.sent).hasSize(1);
            assertThat(wait(router, INTERVAL)).isCompletedWithValueMatching(found -> found.size() == 1);
            call.cancel(false);
            assertThat(trial.io.hasTimers()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldWaitForTheTimeOfWhoIsPassedOver(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1);
            PushRouter router = trial.router();
            router.reportDown(1);
            CompletableFuture<List<Instance>> wait = wait(router, INTERVAL.multipliedBy(2));
            trial.pass(INTERVAL.minusMillis(1));
            assertThat(wait).isNotDone();
            trial.pass(Duration.ofMillis(1));

            assertThat(wait).isCompletedWithValueMatching(found -> found.size() == 1);
            assertThat(trial.io.hasTimers()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldHearOfSomebodyElseBeforeThat(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1);
            PushRouter router = trial.router();
            router.reportDown(1);
            CompletableFuture<List<Instance>> wait = wait(router, INTERVAL);
            trial.withdraw(1);
            assertThat(wait).isNotDone();
            trial.announce(2);

            assertThat(wait).isCompletedWithValueMatching(found -> found.size() == 1);
            assertThat(trial.io.hasTimers()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldGiveUpAtTheBound(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            PushRouter router = trial.router();
            CompletableFuture<List<Instance>> nobody = wait(router, Duration.ofSeconds(1));
            trial.pass(Duration.ofSeconds(1));
            assertThat(failure(nobody))
                    .isInstanceOf(PlaneException.NoInstances.class)
                    .hasMessageContaining("within 1000 ms");
            trial.announce(1);
            router.reportDown(1);
            CompletableFuture<List<Instance>> passedOver = wait(router, Duration.ofSeconds(1));
            trial.pass(Duration.ofSeconds(1));

            assertThat(failure(passedOver)).hasMessage("no instances found for endpoint seat/demo/echo");
            assertThat(trial.io.hasTimers()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldEndWithTheRouter(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            PushRouter router = trial.router();
            CompletableFuture<List<Instance>> nobody = wait(router, INTERVAL);
            trial.announce(1);
            router.reportDown(1);
            CompletableFuture<List<Instance>> passedOver = wait(router, INTERVAL);
            router.close();

            assertThat(nobody).isDone();
            assertThat(failure(passedOver)).isInstanceOf(PlaneException.Closed.class);
            assertThat(failure(wait(router, INTERVAL))).isInstanceOf(PlaneException.Closed.class);
            assertThat(trial.io.hasTimers()).isFalse();
        }
    }
}
