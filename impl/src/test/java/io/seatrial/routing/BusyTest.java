package io.seatrial.routing;

import static io.seatrial.routing.RouterTrial.INTERVAL;
import static io.seatrial.routing.RouterTrial.call;
import static io.seatrial.routing.RouterTrial.ids;
import static io.seatrial.routing.RouterTrial.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a router does with reports of load. */
class BusyTest {

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldRefuseWhileEverybodyIsBusyAndOnlyThen(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            PushRouter router = trial.router(builder -> builder.busyThreshold(0.8));
            router.reportLoad(1, 1);
            assertThat(RouterTrial.failure(call(router))).hasMessageStartingWith("no instances found");
            trial.announce(1, 2);
            router.reportLoad(1, 0.9);
            router.reportLoad(2, 0.8);
            assertThat(ids(router.free())).containsExactly(2L);
            assertThat(trial.chosenBy(router, 2)).containsExactly(2L, 1L);
            router.reportLoad(2, 0.81);

            assertThat(RouterTrial.failure(call(router)))
                    .isInstanceOf(PlaneException.Overloaded.class)
                    .hasMessage("Service temporarily unavailable: All workers are busy, please retry later");
            assertThat(RouterTrial.failure(router.call(1, request()).toCompletableFuture()))
                    .isInstanceOf(PlaneException.Overloaded.class);
            assertThat(RouterTrial.failure(router.call(3, request()).toCompletableFuture()))
                    .hasMessageContaining("not found");
            router.reportLoad(1, 0.1);
            assertThat(trial.chosenBy(router)).isIn(1L, 2L);
            router.reportLoad(1, 0.9);
            trial.pass(INTERVAL);
            assertThat(router.free()).hasSize(2);
        }
    }

    @Test
    void shouldNotMindLoadWithoutAThresholdOrWithoutFaultDetection() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(1);
            PushRouter careless = trial.router();
            PushRouter blind =
                    trial.router(builder -> builder.busyThreshold(0.5).withoutFaultDetection());
            careless.reportLoad(1, 9);
            blind.reportLoad(1, 9);

            assertThat(careless.free()).hasSize(1);
            assertThat(blind.free()).isEmpty();
            assertThat(trial.chosenBy(careless)).isEqualTo(1);
            assertThat(trial.chosenBy(blind)).isEqualTo(1);
        }
    }
}
