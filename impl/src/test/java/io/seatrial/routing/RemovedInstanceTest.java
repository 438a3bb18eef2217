package io.seatrial.routing;

import static io.seatrial.routing.RouterTrial.call;
import static io.seatrial.routing.RouterTrial.failure;
import static io.seatrial.routing.RouterTrial.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.ResponseStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of requests to an instance that discovery drops, or announces elsewhere. */
class RemovedInstanceTest {

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldSendNothingToWhoWentAfterItWasChosen(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.io.listening = new CompletableFuture<>();
            trial.announce(-1);
            PushRouter router = trial.router();
            CompletableFuture<ResponseStream> call = call(router);
            trial.withdraw(-1);
            trial.io.listening.complete(null);

            assertThat(failure(call))
                    .isInstanceOf(
                            profile.isReference() ? PlaneException.Disconnected.class : PlaneException.Untyped.class)
                    .hasMessage("Instance 18446744073709551615 not found in available instances");
            assertThat(trial.client.sent).isEmpty();
            assertThat(trial.responses.pending()).isZero();
        }
    }

    @Test
    void shouldSendToWhoMovedAfterItWasChosen() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.io.listening = new CompletableFuture<>();
            trial.announce(1);
            PushRouter router = trial.router();
            call(router);
            trial.announce(instance(1, 4002));
            trial.io.listening.complete(null);

            assertThat(trial.client.sent).containsExactly(instance(1, 4001).address());
        }
    }

    @Test
    void shouldFailTheRequestsThatWaitForItAndNoOthers() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(1, 2);
            PushRouter router = trial.router();
            CompletableFuture<ResponseStream> first = call(router);
            CompletableFuture<ResponseStream> second = call(router);
            trial.withdraw(1);

            assertThat(failure(first))
                    .isInstanceOf(PlaneException.Disconnected.class)
                    .hasMessage("Instance 1 of endpoint seat/demo/echo was removed from discovery before its answer"
                            + " began");
            assertThat(second).isNotDone();
            assertThat(trial.responses.pending()).isEqualTo(1);
            trial.announce(1);
            CompletableFuture<ResponseStream> third = call(router);
            assertThat(third).isNotDone();
            assertThat(router.available()).hasSize(2);
        }
    }

    @Test
    void shouldFailTheRequestsThatWaitForItsFormerLifeAndNotThoseToItsNext() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(1, 2);
            PushRouter router = trial.router();
            CompletableFuture<ResponseStream> former = call(router);
            CompletableFuture<ResponseStream> other = call(router);
            trial.announce(instance(1, 4002));

            assertThat(failure(former))
                    .isInstanceOf(PlaneException.Disconnected.class)
                    .hasMessage(
                            "Instance 1 of endpoint seat/demo/echo was announced elsewhere before its answer began");
            assertThat(other).isNotDone();
            assertThat(router.available()).as("the next life is not to blame").hasSize(2);
            CompletableFuture<ResponseStream> next = call(router);
            trial.announce(instance(1, 4002));
            assertThat(next).as("the same again is no news").isNotDone();
        }
    }

    @Test
    void shouldLeaveRequestsWaitingInDynamo() {
        try (RouterTrial trial = new RouterTrial(Profile.DYNAMO_1_0)) {
            trial.announce(1);
            CompletableFuture<ResponseStream> call = call(trial.router());
            trial.announce(instance(1, 4002));
            trial.withdraw(1);

            assertThat(call).isNotDone();
            call.cancel(false);
        }
    }

    @Test
    void shouldLeaveRequestsAloneWhenItIsClosed() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(1);
            PushRouter router = trial.router();
            CompletableFuture<ResponseStream> call = call(router);
            router.close();

            assertThat(call).isNotDone();
        }
    }
}
