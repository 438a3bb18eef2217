package io.seatrial.routing;

import static io.seatrial.response.RawFrames.data;
import static io.seatrial.response.RawFrames.header;
import static io.seatrial.routing.Fleet.done;
import static io.seatrial.routing.RouterTrial.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.Collected;
import io.seatrial.response.LeakCheck;
import io.seatrial.response.RawConnection;
import io.seatrial.response.RawConnection.Frame;
import io.seatrial.response.ResponseStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that migrate when their answer has begun. Instance 1 breaks, instance 2 goes on. */
@ExtendWith(LeakCheck.class)
class MigratingStreamTest extends MigratingFixture {

    private static final String SHUTDOWN =
            "{\"event\":\"error\",\"error\":{\"error_type\":{\"Backend\":\"EngineShutdown\"},\"message\":\"bye\"}}";

    private static double migrations(Fleet fleet, String type) {
        return fleet.registry
                .get("dynamo_frontend_model_migration_total")
                .tag("migration_type", type)
                .counter()
                .count();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldContinueAtAnotherInstanceUnderTheSameId(Profile profile) throws Exception {
        try (Fleet fleet = fleet(profile)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            RawConnection broken = first.begin().send(data("1"), data("2"));
            Collected items = Collected.all(done(call)).awaitItems(2);
            broken.reset();
            ForgedWorker.Asked asked = second.next();
            second.callHome(asked).send(header("{\"error\":null}"), data("3")).send(END);

            assertThat(items.join()).containsExactly("1", "2", "3");
            assertThat(asked.body()).isEqualTo("{\"was\":1,\"after\":[1,2]}");
            assertThat(asked.id()).isEqualTo("r");
            assertThat(migrations(fleet, "ongoing_request")).isEqualTo(1);
            assertThat(migrations(fleet, "new_request")).isZero();
            assertThat(done(call).context().isStopped()).isFalse();
        }
    }

    @Test
    void shouldGiveTheContinuationAllThatCameFromEveryInstance() throws Exception {
        ForgedWorker third = new ForgedWorker();
        try (Fleet fleet = fleet(Profile.REFERENCE);
                third) {
            fleet.serve(3, third);
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 2));
            first.begin().send(data("1")).close();
            Collected items = Collected.all(done(call));
            // whose turn it is after instance 1 is gone: 2 and 3 are left, and the count is at 1
            third.begin().send(data("2")).close();
            ForgedWorker.Asked asked = second.next();
            second.callHome(asked).send(header("{\"error\":null}")).send(END);

            assertThat(items.join()).containsExactly("1", "2");
            assertThat(asked.body()).isEqualTo("{\"was\":1,\"after\":[1,2]}");
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldSendTheSameAgainWithoutAContinuationIfNothingCameYet(Profile profile) throws Exception {
        try (Fleet fleet = fleet(profile)) {
            PushRouter router = fleet.router(builder -> builder.migration(Migration.upTo(1)));
            CompletableFuture<ResponseStream> call = call(router);
            first.begin().close();
            Collected items = Collected.all(done(call));
            ForgedWorker.Asked asked = second.next();
            second.callHome(asked).send(header("{\"error\":null}"), data("1")).send(END);

            assertThat(items.join()).containsExactly("1");
            assertThat(asked.body()).isEqualTo("1");
        }
    }

    @Test
    void shouldFailWithoutAContinuationIfSomethingCame() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            PushRouter router = fleet.router(builder -> builder.migration(Migration.upTo(1)));
            CompletableFuture<ResponseStream> call = call(router);
            RawConnection broken = first.begin().send(data("1"));
            Collected items = Collected.all(done(call)).awaitItems(1);
            broken.reset();

            assertThatThrownBy(items::join).hasCauseInstanceOf(PlaneException.Disconnected.class);
            assertThat(second.isIdle()).isTrue();
        }
    }

    @Test
    void shouldMigrateForAnErrorThatSpeaksAgainstTheInstanceAndKeepItToItself() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            RawConnection broken = first.begin().send(data("1"), data(SHUTDOWN), data("9"));
            Collected items = Collected.all(done(call));
            second.begin().send(data("2")).send(END);

            assertThat(items.join()).containsExactly("1", "2");
            assertThat(broken.readAll()).contains(Frame.header("\"kill\""));
        }
    }

    @Test
    void shouldDeliverSuchAnErrorIfNobodyIsLeft() throws Exception {
        try (Fleet fleet = new Fleet(Profile.REFERENCE)) {
            fleet.serve(1, first);
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            first.begin().send(data("1"), data(SHUTDOWN));

            assertThat(Collected.all(done(call)).join()).containsExactly("1", SHUTDOWN);
        }
    }

    @Test
    void shouldDeliverOtherErrors() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            String error = SHUTDOWN.replace("{\"Backend\":\"EngineShutdown\"}", "\"Unknown\"");
            first.begin().send(data(error)).send(END);

            assertThat(Collected.all(done(call)).join()).containsExactly(error);
            assertThat(second.isIdle()).isTrue();
        }
    }

    @Test
    void shouldFailWhenTheLimitIsReached() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            first.begin().send(data("1")).close();
            Collected items = Collected.all(done(call));
            second.begin().send(data("2")).close();

            assertThatThrownBy(items::join).hasCauseInstanceOf(PlaneException.Disconnected.class);
            assertThat(items.items).containsExactly("1", "2");
        }
    }

    @Test
    void shouldSayOfAContinuationThatItFailedAndFailAsWithoutOne() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            Continuation broken = (original, received) -> {
                throw new IllegalStateException("no idea");
            };
            PushRouter router =
                    fleet.router(builder -> builder.migration(Migration.upTo(1).continuedBy(broken)));
            CompletableFuture<ResponseStream> call = call(router);
            first.begin().send(data("1")).close();
            Collected items = Collected.all(done(call));

            assertThatThrownBy(items::join).hasCauseInstanceOf(PlaneException.Disconnected.class);
            assertThat(fleet.notices)
                    .anySatisfy(notice -> assertThat(notice.toString()).contains("continuation", "no idea"));
        }
    }
}
