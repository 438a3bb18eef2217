package io.seatrial.routing;

import static io.seatrial.routing.Fleet.CEILING;
import static io.seatrial.routing.Fleet.done;
import static io.seatrial.routing.RouterTrial.call;
import static io.seatrial.routing.RouterTrial.ids;
import static io.seatrial.routing.RouterTrial.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.Collected;
import io.seatrial.response.LeakCheck;
import io.seatrial.response.RawConnection;
import io.seatrial.response.RawFrames;
import io.seatrial.response.ResponseStream;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a router makes of workers that take a request and then do not behave. The well-behaved one beside them is instance 2. */
@ExtendWith(LeakCheck.class)
class ForgedWorkerTest {

    private static final String SHUTDOWN =
            "{\"event\":\"error\",\"error\":{\"error_type\":{\"Backend\":\"EngineShutdown\"},\"message\":\"bye\"}}";

    private final ForgedWorker worker = new ForgedWorker();

    private Fleet fleet(Profile profile, Duration patience) {
        Fleet fleet = new Fleet(profile, config -> config.with(RuntimeSettings.FIRST_RESPONSE_TIMEOUT, patience));
        fleet.serve(1, worker);
        return fleet;
    }

    private static void assertPassedOver(PushRouter router, boolean expected) {
        assertThat(router.available()).hasSize(expected ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldGiveUpAWorkerThatNeverCallsHome(Profile profile) {
        try (Fleet fleet = fleet(profile, Duration.ofMillis(200))) {
            PushRouter router = fleet.router();

            assertThatThrownBy(() -> done(call(router))).hasCauseInstanceOf(PlaneException.ResponseTimeout.class);
            assertPassedOver(router, profile.isReference());
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldGiveUpAWorkerThatCallsHomeAndStalls(Profile profile) throws Exception {
        try (Fleet fleet = fleet(profile, Duration.ofSeconds(1));
                worker) {
            PushRouter router = fleet.router();
            CompletableFuture<ResponseStream> call = call(router);
            RawConnection home = worker.callHome();

            assertThatThrownBy(() -> done(call)).hasCauseInstanceOf(PlaneException.ResponseTimeout.class);
            assertPassedOver(router, profile.isReference());
            home.readAll(); // it is cut off
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldHoldItAgainstAWorkerInTheReferenceThatItClosesBeforeItBegins(Profile profile) throws Exception {
        try (Fleet fleet = fleet(profile, CEILING)) {
            PushRouter router = fleet.router();
            CompletableFuture<ResponseStream> call = call(router);
            worker.callHome().close();

            assertThatThrownBy(() -> done(call))
                    .cause()
                    .isInstanceOf(
                            profile.isReference() ? PlaneException.Disconnected.class : PlaneException.Untyped.class)
                    .hasMessage("Unlinked request; initiating request task was dropped or cancelled");
            assertPassedOver(router, profile.isReference());
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldNotHoldARefusalAgainstAWorker(Profile profile) throws Exception {
        try (Fleet fleet = fleet(profile, CEILING);
                worker) {
            PushRouter router = fleet.router();
            CompletableFuture<ResponseStream> call = call(router);
            worker.callHome().send(RawFrames.header("{\"error\":\"Generate Error: boom\"}"));

            assertThatThrownBy(() -> done(call))
                    .hasCauseInstanceOf(PlaneException.Untyped.class)
                    .hasMessageEndingWith("Failed to establish a streaming connection: Generate Error: boom");
            assertPassedOver(router, false);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldPassOverAWorkerWhoseStreamBreaksAlsoIfNobodyReads(Profile profile) throws Exception {
        try (Fleet fleet = fleet(profile, CEILING)) {
            PushRouter router = fleet.router();
            CompletableFuture<ResponseStream> call = call(router);
            worker.begin().send(RawFrames.data("1")).reset();
            ResponseStream stream = done(call);
            await().atMost(CEILING).untilAsserted(() -> assertPassedOver(router, true));
            Collected items = Collected.all(stream);

            assertThatThrownBy(items::join)
                    .hasCauseInstanceOf(PlaneException.Disconnected.class)
                    .hasMessageEndingWith("Stream ended before generation completed");
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldNotHoldAgainstAWorkerWhatTheCallerWanted(Profile profile) throws Exception {
        try (Fleet fleet = fleet(profile, CEILING)) {
            PushRouter router = fleet.router();
            CompletableFuture<ResponseStream> call = call(router);
            RawConnection home = worker.begin().send(RawFrames.data("1"));
            Collected items = Collected.all(done(call)).awaitItems(1);
            done(call).stop();
            home.close();
            items.join();

            assertPassedOver(router, false);
        }
    }

    @ParameterizedTest
    @CsvSource({"REFERENCE,true", "REFERENCE,false", "DYNAMO_1_0,true", "DYNAMO_1_0,false"})
    void shouldDeliverAnErrorThatAWorkerSendsAndPassItOverIfItSpeaksAgainstIt(Profile profile, boolean fault)
            throws Exception {
        try (Fleet fleet = fleet(profile, CEILING);
                worker) {
            PushRouter router = fleet.router();
            CompletableFuture<ResponseStream> call = call(router);
            String error = fault ? SHUTDOWN : SHUTDOWN.replace("{\"Backend\":\"EngineShutdown\"}", "\"Unknown\"");
            RawConnection home = worker.begin().send(RawFrames.data(error));
            Collected items = Collected.all(done(call)).awaitItems(1);
            assertPassedOver(router, fault);
            home.send(RawFrames.body(RawFrames.FINAL), RawFrames.header(RawFrames.SENTINEL));

            assertThat(items.join()).containsExactly(error);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldNotHoldAnItemBehindTheEndAgainstAWorker(Profile profile) throws Exception {
        try (Fleet fleet = fleet(profile, CEILING);
                worker) {
            PushRouter router = fleet.router();
            CompletableFuture<ResponseStream> call = call(router);
            worker.begin()
                    .send(
                            RawFrames.data("1"),
                            RawFrames.body(RawFrames.FINAL),
                            RawFrames.data("2"),
                            RawFrames.header(RawFrames.SENTINEL));
            Collected items = Collected.all(done(call));

            assertThat(items.join()).startsWith("1");
            assertPassedOver(router, false);
        }
    }

    @Test
    void shouldEndWhatWaitsForAWorkerThatDiscoveryDropsAndLetDrainWhatHasBegun() throws Exception {
        try (Fleet fleet = new Fleet(Profile.REFERENCE);
                worker) {
            Fleet.Worker served = fleet.serve(1, worker);
            PushRouter router = fleet.router();
            CompletableFuture<ResponseStream> begun = call(router);
            RawConnection home = worker.begin();
            Collected items = Collected.all(done(begun));
            CompletableFuture<ResponseStream> waiting = call(router);
            worker.next();
            CompletableFuture<ResponseStream> greeted = call(router);
            worker.callHome();
            await().atMost(CEILING)
                    .until(() -> fleet.responses.pending() == 1); // the one that nobody has called home for
            fleet.withdraw(served);

            assertThatThrownBy(() -> done(waiting)).hasCauseInstanceOf(PlaneException.Disconnected.class);
            assertThat(greeted).isNotDone(); // its worker lives: the connection says so
            home.send(RawFrames.data("1"), RawFrames.body(RawFrames.FINAL), RawFrames.header(RawFrames.SENTINEL));
            assertThat(items.join()).containsExactly("1");
            greeted.cancel(false);
        }
    }

    @Test
    void shouldTakeBackAWorkerThatWasDownForAMoment() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE, CEILING);
                worker) {
            PushRouter router = fleet.router(builder -> builder.inhibition(Duration.ofMillis(100)));
            CompletableFuture<ResponseStream> call = call(router);
            worker.callHome().close();
            assertThatThrownBy(() -> done(call)).hasCauseInstanceOf(PlaneException.Disconnected.class);
            assertThat(done(router.awaitInstances(CEILING))).hasSize(1);
            assertThat(ids(router.available())).containsExactly(1L);
            CompletableFuture<ResponseStream> again = router.call(1, request()).toCompletableFuture();
            worker.begin().send(RawFrames.body(RawFrames.FINAL), RawFrames.header(RawFrames.SENTINEL));

            assertThat(Collected.all(done(again)).join()).isEmpty();
        }
    }
}
