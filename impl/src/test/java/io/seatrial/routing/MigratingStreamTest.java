package io.seatrial.routing;

import static io.seatrial.response.RawFrames.FINAL;
import static io.seatrial.response.RawFrames.SENTINEL;
import static io.seatrial.response.RawFrames.body;
import static io.seatrial.response.RawFrames.data;
import static io.seatrial.response.RawFrames.header;
import static io.seatrial.routing.Fleet.CEILING;
import static io.seatrial.routing.Fleet.done;
import static io.seatrial.routing.RouterTrial.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.Collected;
import io.seatrial.response.LeakCheck;
import io.seatrial.response.RawConnection;
import io.seatrial.response.RawConnection.Frame;
import io.seatrial.response.ResponseItem;
import io.seatrial.response.ResponseStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that migrate when their answer has begun. Instance 1 breaks, instance 2 goes on. */
@ExtendWith(LeakCheck.class)
class MigratingStreamTest {

    private static final byte[][] END = {body(FINAL), header(SENTINEL)};
    private static final String SHUTDOWN =
            "{\"event\":\"error\",\"error\":{\"error_type\":{\"Backend\":\"EngineShutdown\"},\"message\":\"bye\"}}";

    /** Asks for what follows the items that came. */
    private static final Continuation FOLLOWING = (original, received) -> ("{\"was\":"
                    + new String(original.bodyJson(), StandardCharsets.UTF_8) + ",\"after\":["
                    + received.stream().map(ResponseItem::toString).collect(Collectors.joining(",")) + "]}")
            .getBytes(StandardCharsets.UTF_8);

    private final ForgedWorker first = new ForgedWorker();
    private final ForgedWorker second = new ForgedWorker();

    @AfterEach
    void hangUp() {
        first.close();
        second.close();
    }

    private Fleet fleet(Profile profile) {
        Fleet fleet = new Fleet(profile);
        fleet.serve(1, first);
        fleet.serve(2, second);
        return fleet;
    }

    private static PushRouter continuing(Fleet fleet, int limit) {
        return fleet.router(builder -> builder.migration(Migration.upTo(limit).continuedBy(FOLLOWING)));
    }

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
    void shouldAskTheNextInstanceForNoMoreThanIsStillWanted() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            RawConnection broken = first.begin().send(data("1"), data("2"));
            Collected items = Collected.some(done(call), 3).awaitItems(2);
            broken.reset();
            RawConnection next = second.begin().send(data("3"), data("4"), data("5"));
            items.awaitItems(3);
            items.subscription().request(1);
            items.awaitItems(4);
            next.send(END);
            await().atMost(CEILING).until(() -> fleet.responses.connections() == 0); // all of it has come
            assertThat(items.items).containsExactly("1", "2", "3", "4");
            items.subscription().request(Long.MAX_VALUE);

            assertThat(items.join()).containsExactly("1", "2", "3", "4", "5");
        }
    }

    @Test
    void shouldRememberWhatIsAskedForBetweenTwoInstances() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            RawConnection broken = first.begin().send(data("1"));
            Collected items = Collected.some(done(call), 1).awaitItems(1);
            broken.reset();
            ForgedWorker.Asked asked = second.next();
            items.subscription().request(2);
            second.callHome(asked)
                    .send(header("{\"error\":null}"), data("2"), data("3"))
                    .send(END);

            assertThat(items.join()).containsExactly("1", "2", "3");
        }
    }

    @Test
    void shouldEndAtOnceWhenItIsStoppedBetweenTwoInstances() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            first.begin().send(data("1")).close();
            ResponseStream stream = done(call);
            Collected items = Collected.all(stream);
            ForgedWorker.Asked asked = second.next();
            stream.stop();

            assertThat(items.join()).containsExactly("1");
            assertThat(second.callHome(asked).readAll()).contains(Frame.header("\"stop\""));
        }
    }

    @Test
    void shouldGiveUpTheNextInstanceWhenItIsCancelledBetweenTwo() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            first.begin().send(data("1")).close();
            Collected items = Collected.all(done(call));
            second.next();
            items.subscription().cancel();
            fleet.awaitNothingLeft();

            assertThat(items.end).isNotDone();
            assertThat(items.items).containsExactly("1");
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

    @Test
    void shouldHaveOneSubscriber() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            RawConnection home = first.begin().send(data("1"));
            Collected items = Collected.all(done(call)).awaitItems(1);

            assertThatThrownBy(() -> Collected.all(done(call)).join())
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("The stream has a subscriber already");
            home.send(END);
            assertThat(items.join()).isEqualTo(List.of("1"));
        }
    }

    @Test
    void shouldFailASubscriberThatAsksForNothing() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            first.begin();
            Collected items = Collected.some(done(call), 1);
            items.subscription().request(0);

            assertThatThrownBy(items::join).hasCauseInstanceOf(IllegalArgumentException.class);
            assertThat(second.isIdle()).isTrue();
        }
    }
}
