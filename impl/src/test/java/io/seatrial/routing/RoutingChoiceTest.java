package io.seatrial.routing;

import static io.seatrial.routing.RouterTrial.call;
import static io.seatrial.routing.RouterTrial.failure;
import static io.seatrial.routing.RouterTrial.ids;
import static io.seatrial.routing.RouterTrial.instance;
import static io.seatrial.routing.RouterTrial.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a router chooses, and what it says when there is nobody. */
class RoutingChoiceTest {

    private static void assertRefused(CompletableFuture<?> call, Profile profile, Class<?> type, String text) {
        assertThat(failure(call))
                .isInstanceOf(profile.isReference() ? type : PlaneException.Untyped.class)
                .hasMessage(text);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldTakeTurnsByUnsignedId(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(7, -1, 1);
            PushRouter router = trial.router();

            assertThat(trial.chosenBy(router, 6)).containsExactly(1L, 7L, -1L, 1L, 7L, -1L);
            List<Long> many = trial.chosenBy(router, 300);
            assertThat(List.of(1L, 7L, -1L)).allMatch(id -> Collections.frequency(many, id) == 100);
        }
    }

    @Test
    void shouldCountEachRoutersTurnsForItselfAndAlsoThoseThatFoundNobody() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            PushRouter router = trial.router();
            call(router);
            trial.announce(1, 2, 3);

            assertThat(trial.chosenBy(router, 3)).containsExactly(2L, 3L, 1L);
            assertThat(trial.chosenBy(trial.router())).isEqualTo(1);
        }
    }

    @Test
    void shouldChooseAtRandomFromTheNetworksRandomness() {
        List<Long> once = randomChoices(1);

        assertThat(randomChoices(1)).isEqualTo(once);
        assertThat(randomChoices(2)).isNotEqualTo(once);
        assertThat(List.of(1L, 2L, 3L))
                .allSatisfy(id -> assertThat(Collections.frequency(once, id))
                        .isBetween(60, 140)); // of 300: five standard deviations
        assertThat(once).isNotEqualTo(List.of(1L, 2L, 3L));
    }

    private static List<Long> randomChoices(long seed) {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE, seed)) {
            trial.announce(1, 2, 3);
            return trial.chosenBy(PushRouter.random(trial.caller, trial.discovery, RouterTrial.ECHO), 300);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldSayThatNobodyIsThere(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            assertRefused(
                    call(trial.router()),
                    profile,
                    PlaneException.NoInstances.class,
                    "no instances found for endpoint seat/demo/echo");
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldCallWhomTheCallerNames(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1, -1);
            PushRouter router = PushRouter.direct(trial.caller, trial.discovery, RouterTrial.ECHO);
            router.call(-1, request());

            assertThat(trial.client.sent).containsExactly(instance(-1, 4001).address());
            assertRefused(
                    router.call(-2, request()).toCompletableFuture(),
                    profile,
                    PlaneException.NoInstances.class,
                    "instance_id=18446744073709551614 not found for endpoint seat/demo/echo");
            assertRefused(
                    call(router),
                    profile,
                    PlaneException.InvalidRequest.class,
                    "Direct routing should not call generate on PushRouter directly; use DirectRoutingRouter wrapper");
            assertThat(trial.client.sent).hasSize(1);
            router.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldNotFindByItsIdWhoIsPassedOver(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1, 2);
            PushRouter router = trial.router();
            assertThat(router.reportDown(2)).isTrue();

            assertRefused(
                    router.call(2, request()).toCompletableFuture(),
                    profile,
                    PlaneException.NoInstances.class,
                    "instance_id=2 not found for endpoint seat/demo/echo");
            router.call(1, request());
            assertThat(trial.client.sent).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldUseANewAddressForTheNextRequest(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1);
            PushRouter router = trial.router();
            call(router);
            trial.announce(instance(1, 4002));
            call(router);

            assertThat(trial.client.sent)
                    .containsExactly(
                            instance(1, 4001).address(), instance(1, 4002).address());
        }
    }

    @Test
    void shouldSayThatItIsClosed() {
        try (RouterTrial trial = new RouterTrial(Profile.DYNAMO_1_0)) {
            trial.announce(1);
            PushRouter router = trial.router();
            router.close();
            router.close();
            trial.announce(2);

            assertThat(failure(call(router))).isInstanceOf(PlaneException.Closed.class);
            assertThat(failure(router.call(1, request()).toCompletableFuture()))
                    .isInstanceOf(PlaneException.Closed.class)
                    .hasMessage("The router of endpoint seat/demo/echo is closed");
            assertThat(router.source()).isEmpty();
        }
    }

    @Test
    void shouldTakeNoListThatComesWhileItIsClosed() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            Availability availability = new Availability(
                    new RouterScope(RouterTrial.ECHO, trial.caller, PlaneMode.TCP, RouterTrial.INTERVAL));
            availability.close();
            availability.changed(List.of(instance(1, 4001)));

            assertThat(availability.view().available()).isEmpty();
        }
    }

    @Test
    void shouldShowWhomItKnows() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(-1, 1, 2);
            PushRouter router = trial.router();
            router.reportDown(1);

            assertThat(router.name()).isEqualTo(RouterTrial.ECHO);
            assertThat(ids(router.source())).containsExactly(1L, 2L, -1L);
            assertThat(ids(router.available())).containsExactly(2L, -1L);
            assertThat(ids(router.free())).containsExactly(1L, 2L, -1L);
            assertThat(router.reportDown(9)).isFalse();
        }
    }
}
