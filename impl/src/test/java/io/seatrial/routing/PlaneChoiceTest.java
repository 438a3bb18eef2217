package io.seatrial.routing;

import static io.seatrial.routing.RouterTrial.call;
import static io.seatrial.routing.RouterTrial.failure;
import static io.seatrial.routing.RouterTrial.ids;
import static io.seatrial.routing.RouterTrial.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.discovery.Instance;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Instances that are published on another plane than the router's client speaks. */
class PlaneChoiceTest {

    private static final InstanceAddress SUBJECT =
            new InstanceAddress(PlaneMode.NATS, "dynamo_backend.generate-694d9a1c2b3f4e01");

    private static Instance onNats(long id) {
        return new Instance(RouterTrial.ECHO.instance(id), SUBJECT);
    }

    @Test
    void shouldPassOverOtherPlanesWhileThereAreInstancesOnItsOwn() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(onNats(1));
            trial.announce(2, 3);
            PushRouter router = trial.router();

            assertThat(trial.chosenBy(router, 3)).containsExactly(2L, 3L, 2L);
            assertThat(ids(router.source())).containsExactly(1L, 2L, 3L);
            router.reportDown(2);
            router.reportDown(3);
            assertThat(failure(call(router))).isInstanceOf(PlaneException.NoInstances.class);
        }
    }

    @Test
    void shouldNameBothPlanesAtOnceIfThereIsNobodyElse() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            PushRouter router = trial.router();
            trial.announce(onNats(1));

            assertThat(router.awaitInstances(Duration.ofSeconds(1)).toCompletableFuture())
                    .isCompletedWithValueMatching(found -> found.size() == 1);
            assertThat(failure(call(router)))
                    .isInstanceOf(PlaneException.PlaneMismatch.class)
                    .hasMessage("Instance 1 of endpoint seat/demo/echo is published on the nats plane, but this caller"
                            + " sends on the tcp plane. Give both sides the same plane, e.g. DYN_REQUEST_PLANE=tcp");
            assertThat(failure(router.call(1, request()).toCompletableFuture()))
                    .isInstanceOf(PlaneException.PlaneMismatch.class);
            assertThat(trial.client.sent).isEmpty();
        }
    }

    @Test
    void shouldSendOnThePlaneThatItIsToldOf() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(onNats(1));
            call(trial.router(builder -> builder.plane(PlaneMode.NATS)));

            assertThat(trial.client.sent).containsExactly(SUBJECT);
        }
    }

    @Test
    void shouldLeaveItToTheClientInDynamo() {
        try (RouterTrial trial = new RouterTrial(Profile.DYNAMO_1_0)) {
            trial.announce(onNats(1));
            call(trial.router());

            assertThat(trial.client.sent).containsExactly(SUBJECT);
        }
    }
}
