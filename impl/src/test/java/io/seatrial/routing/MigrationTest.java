package io.seatrial.routing;

import static io.seatrial.routing.RouterTrial.call;
import static io.seatrial.routing.RouterTrial.failure;
import static io.seatrial.routing.RouterTrial.ids;
import static io.seatrial.routing.RouterTrial.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.CallRequest;
import io.seatrial.response.ResponseStream;
import io.seatrial.response.StreamContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that migrate before their answer begins. */
class MigrationTest {

    private static final PlaneException GONE = new PlaneException.CannotConnect("gone", null);

    private static PushRouter migrating(RouterTrial trial, int limit) {
        return trial.router(builder -> builder.migration(Migration.upTo(limit)));
    }

    private static double migrations(RouterTrial trial, String type) {
        return trial.registry
                .get("dynamo_frontend_model_migration_total")
                .tag("model", "seat/demo/echo")
                .tag("migration_type", type)
                .counter()
                .count();
    }

    private static List<Long> asked(RouterTrial trial) {
        return trial.client.sent.stream().map(RouterTrial::idOf).toList();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldSendOnceUnlessAskedFor(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1, 2);
            trial.client.failWith(GONE);

            assertThat(failure(call(trial.router()))).isSameAs(GONE);
            assertThat(trial.client.sent).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldTryOthersUpToTheLimit(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1, 2, 3, 4, 5);
            trial.client.failWith(GONE);

            assertThat(failure(call(migrating(trial, 2)))).isSameAs(GONE);
            assertThat(asked(trial)).hasSize(3).doesNotHaveDuplicates();
            assertThat(migrations(trial, "new_request")).isEqualTo(2);
            assertThat(migrations(trial, "ongoing_request")).isZero();
            assertThat(trial.responses.pending()).isZero();
        }
    }

    @Test
    void shouldWaitForTheOneThatAnswers() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(1, 2, 3);
            trial.client.answer = address -> RouterTrial.idOf(address) == 3
                    ? CompletableFuture.completedFuture(new byte[0])
                    : CompletableFuture.failedFuture(GONE);
            PushRouter router = migrating(trial, 5);
            CompletableFuture<ResponseStream> call = call(router);

            assertThat(asked(trial)).containsExactly(1L, 3L);
            assertThat(call).isNotDone();
            assertThat(trial.responses.pending()).isEqualTo(1);
            assertThat(ids(router.available())).containsExactly(2L, 3L);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldTellWhySomebodyElseWasLookedForIfNobodyIsLeft(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1);
            trial.client.failWith(new PlaneException.Disconnected("cut", null));
            Throwable failure = failure(call(migrating(trial, 3)));

            assertThat(failure).hasMessage("cut");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(
                            nobody -> assertThat(nobody).hasMessage("no instances found for endpoint seat/demo/echo"));
            assertThat(migrations(trial, "new_request")).isZero();
        }
    }

    @Test
    void shouldNotTryTheSameOneAgainAtOnceThoughNobodyIsPassedOver() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(1, 2);
            trial.client.failWith(GONE);
            PushRouter router =
                    trial.router(builder -> builder.migration(Migration.upTo(3)).inhibition(Duration.ZERO));
            call(router);

            assertThat(asked(trial)).containsExactly(1L, 2L, 1L, 2L);
            trial.withdraw(2);
            assertThat(failure(call(router)).getSuppressed()).hasSize(1);
            assertThat(asked(trial)).hasSize(5);
        }
    }

    @Test
    void shouldNeedNoDeepStackForManyAttempts() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(1, 2);
            trial.client.failWith(GONE);
            PushRouter router = trial.router(
                    builder -> builder.migration(Migration.upTo(20_000)).withoutFaultDetection());

            assertThat(failure(call(router))).isSameAs(GONE);
            assertThat(trial.client.sent).hasSize(20_001);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldNotTryAgainWhatIsNotTheInstancesFault(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(LongStream.range(0, 9).toArray());
            PushRouter router = migrating(trial, 3);
            for (PlaneException failure : List.of(
                    new PlaneException.PayloadTooLarge("large"),
                    new PlaneException.Untyped("boom", null),
                    new PlaneException.UnknownEndpoint("nobody"))) {
                trial.client.failWith(failure);
                assertThat(failure(call(router))).isSameAs(failure);
            }

            assertThat(trial.client.sent).hasSize(3);
        }
    }

    @Test
    void shouldNotTryElsewhereWhatWasMeantForOne() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(1, 2);
            trial.client.failWith(GONE);
            CompletableFuture<ResponseStream> call =
                    migrating(trial, 3).call(1, request()).toCompletableFuture();

            assertThat(failure(call)).isSameAs(GONE);
            assertThat(asked(trial)).containsExactly(1L);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldNotTryAgainWhatWasStopped(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1, 2);
            StreamContext context = StreamContext.of("r", Map.of(), profile);
            trial.client.answer = address -> {
                context.stop();
                return CompletableFuture.failedFuture(GONE);
            };
            migrating(trial, 3).call(new CallRequest(context, "1".getBytes(StandardCharsets.UTF_8)));

            assertThat(trial.client.sent).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldGiveUpWithItsCaller(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1, 2);
            CompletableFuture<byte[]> first = new CompletableFuture<>();
            CompletableFuture<byte[]> second = new CompletableFuture<>();
            trial.client.answer = address -> RouterTrial.idOf(address) == 1 ? first : second;
            CompletableFuture<ResponseStream> call = call(migrating(trial, 3));
            first.completeExceptionally(GONE);
            assertThat(asked(trial)).containsExactly(1L, 2L);
            call.cancel(false);
            if (profile.isReference()) { // 1.0.x looks for its caller only when the worker has started
                assertThat(trial.responses.pending()).isZero();
            }
            second.completeExceptionally(GONE);

            assertThat(trial.client.sent).hasSize(2);
            assertThat(trial.responses.pending()).isZero();
            assertThat(trial.io.hasTimers()).isFalse();
        }
    }

    @Test
    void shouldMigrateWhatWaitsForAnInstanceThatDiscoveryDrops() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(1, 2);
            CompletableFuture<ResponseStream> call = call(migrating(trial, 1));
            trial.withdraw(1);

            assertThat(call).isNotDone();
            assertThat(asked(trial)).containsExactly(1L, 2L);
        }
    }

    @Test
    void shouldRefuseALimitBelowNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Migration.upTo(-1))
                .withMessageContaining("not -1");
    }
}
