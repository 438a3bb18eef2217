package io.seatrial.response;

import static io.seatrial.response.RawFrames.FINAL;
import static io.seatrial.response.RawFrames.KILL;
import static io.seatrial.response.RawFrames.OK;
import static io.seatrial.response.RawFrames.SENTINEL;
import static io.seatrial.response.RawFrames.STOP;
import static io.seatrial.response.RawFrames.body;
import static io.seatrial.response.RawFrames.data;
import static io.seatrial.response.RawFrames.frame;
import static io.seatrial.response.RawFrames.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.RawConnection.Frame;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(LeakCheck.class)
class CallerPrologueTest {

    private static final String UNLINKED = "Unlinked request; initiating request task was dropped or cancelled";

    private static void assertUnlinked(CompletableFuture<ResponseStream> answer, Profile profile) {
        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(profile.isReference() ? PlaneException.Disconnected.class : PlaneException.Untyped.class)
                .hasMessage(UNLINKED);
    }

    @Test
    void shouldOpenTheStreamWhenTheWorkerHasStartedAndTheRequestIsAcknowledged() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> answer = caller.call();
            TestClient.Sent sent = caller.client.next();
            try (RawConnection worker = sent.callHome().send(header(OK), data("1"), body(FINAL), header(SENTINEL))) {
                assertThat(worker.readToItsEnd()).isNotNull(); // all of it was read
                assertThat(answer).isNotDone();
                sent.acknowledge();
                assertThat(Collected.all(answer.get(30, TimeUnit.SECONDS)).join())
                        .containsExactly("1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldFailWithTheTextOfTheWorker(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(profile)) {
            CompletableFuture<ResponseStream> answer = caller.call();
            try (RawConnection worker = caller.client
                    .next()
                    .acknowledge()
                    .callHome()
                    .send(header("{\"error\":\"no \\\"x\\\"\",\"more\":1}"))) {
                assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                        .cause()
                        .isInstanceOf(PlaneException.Untyped.class)
                        .hasMessage("Failed to establish a streaming connection: no \"x\"");
                assertThat(worker.readToItsEnd()).isEqualTo("reset");
            }
        }
    }

    static Stream<Arguments> brokenPrologues() {
        return Stream.of(Profile.values())
                .flatMap(profile -> Stream.of(
                                frame(OK, "{}"),
                                body(OK),
                                frame("", ""),
                                header(SENTINEL),
                                header("[]"),
                                header("{\"error\":1}"))
                        .map(bytes -> Arguments.of(profile, bytes)));
    }

    @ParameterizedTest
    @MethodSource("brokenPrologues")
    void shouldFailOnWhatIsNoPrologue(Profile profile, byte[] wrong) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(profile)) {
            CompletableFuture<ResponseStream> answer = caller.call();
            try (RawConnection worker =
                    caller.client.next().acknowledge().callHome().send(wrong)) {
                assertUnlinked(answer, profile);
                assertThat(worker.readToItsEnd()).isEqualTo("reset");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldFailWhenTheWorkerLeavesBeforeItStarted(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(profile)) {
            CompletableFuture<ResponseStream> ended = caller.call();
            caller.client.next().acknowledge().callHome().close();
            assertUnlinked(ended, profile);

            CompletableFuture<ResponseStream> cut = caller.call();
            RawConnection worker = caller.client.next().acknowledge().callHome().send(new byte[] {0, 0, 0});
            worker.reset();
            assertUnlinked(cut, profile);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldFailWithWhatTheSendFailedWithAndForgetTheRegistration(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(profile)) {
            CompletableFuture<ResponseStream> answer = caller.call();
            TestClient.Sent sent = caller.client.next();
            sent.acknowledgement().completeExceptionally(new PlaneException.RequestTimeout("late"));
            assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PlaneException.RequestTimeout.class);
            assertThat(caller.server.pending()).isZero();
            try (RawConnection late = sent.callHome()) {
                assertThat(late.readToItsEnd()).isEqualTo("reset");
            }
        }
    }

    @Test
    void shouldKillTheWorkerOfARequestWhoseAcknowledgementFailed() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> answer = caller.call();
            TestClient.Sent sent = caller.client.next();
            try (RawConnection worker = sent.callHome().send(header(OK), data("1"))) {
                await(caller, worker);
                sent.acknowledgement().completeExceptionally(new PlaneException.RequestTimeout("late"));
                assertThat(worker.readAll()).containsExactly(Frame.header(KILL));
                assertThat(answer).isCompletedExceptionally();
            }
        }
    }

    /** Waits until the worker's greeting was taken. */
    private static void await(CallerUnderTest caller, RawConnection worker) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> worker != null && caller.server.pending() == 0);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldNotWaitForEverForAnAnswerToBegin(Profile profile) throws Exception {
        try (CallerUnderTest caller =
                CallerUnderTest.of(profile, RuntimeSettings.FIRST_RESPONSE_TIMEOUT, Duration.ofMillis(50))) {
            CompletableFuture<ResponseStream> nobodyCame = caller.call();
            caller.client.next().acknowledge();
            assertThatThrownBy(() -> nobodyCame.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PlaneException.ResponseTimeout.class);

            CompletableFuture<ResponseStream> nobodySpoke = caller.call();
            try (RawConnection worker = caller.client.next().acknowledge().callHome()) {
                assertThatThrownBy(() -> nobodySpoke.get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(PlaneException.ResponseTimeout.class);
                assertThat(worker.readAll()).isEqualTo(profile.isReference() ? List.of(Frame.header(KILL)) : List.of());
            }
        }
    }

    @Test
    void shouldFailTheRequestsOfAnInstanceThatIsGone() throws Exception {
        EndpointId other = EndpointId.of("seat", "demo", "generate", 2);
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> waiting = caller.call();
            caller.client.next().acknowledge();
            CompletableFuture<ResponseStream> calledHome = caller.call();
            try (RawConnection worker = caller.client.next().acknowledge().callHome()) {
                org.awaitility.Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> caller.server.pending() == 1);
                assertThat(caller.server.failInstance(other, "gone")).isZero();
                assertThat(caller.server.failInstance(CallerUnderTest.INSTANCE, "gone"))
                        .isEqualTo(1);
                assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
                        .cause()
                        .isInstanceOf(PlaneException.Disconnected.class)
                        .hasMessage("gone");
                worker.send(header(OK), body(FINAL), header(SENTINEL));
                assertThat(Collected.all(calledHome.get(30, TimeUnit.SECONDS)).join())
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldKillAWorkerWhoseCallerGaveUpBeforeItStarted() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> answer = caller.call();
            try (RawConnection worker = caller.client.next().acknowledge().callHome()) {
                await(caller, worker);
                answer.cancel(false);
                assertThat(worker.readAll()).containsExactly(Frame.header(KILL));
            }
        }
    }

    @Test
    void shouldResetAWorkerWhoseCallerGaveUpWhenItStartsAsDynamoDoes() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.DYNAMO_1_0)) {
            CompletableFuture<ResponseStream> answer = caller.call();
            TestClient.Sent sent = caller.client.next().acknowledge();
            answer.cancel(false);
            assertThat(caller.server.pending()).isEqualTo(1);
            try (RawConnection worker = sent.callHome()) {
                await(caller, worker);
                worker.send(header(OK));
                assertThat(worker.readToItsEnd()).isEqualTo("reset");
            }
        }
    }

    @Test
    void shouldTellAWorkerOfAStopOrKillBeforeItStarted() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            StreamContext context = caller.context("r");
            CompletableFuture<ResponseStream> answer = caller.call(context);
            try (RawConnection worker = caller.client.next().acknowledge().callHome()) {
                await(caller, worker);
                context.stop();
                assertThat(Collected.all(answer.get(30, TimeUnit.SECONDS)).join())
                        .isEmpty();
                assertThat(worker.read()).isEqualTo(Frame.header(STOP));
                context.kill();
                assertThat(worker.readAll()).containsExactly(Frame.header(KILL));
            }
        }
    }

    @Test
    void shouldTellAWorkerThatCallsHomeAfterTheStop() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            StreamContext context = caller.context("r");
            CompletableFuture<ResponseStream> answer = caller.call(context);
            TestClient.Sent sent = caller.client.next();
            context.stop();
            assertThat(Collected.all(answer.get(30, TimeUnit.SECONDS)).join()).isEmpty();
            try (RawConnection worker = sent.callHome()) {
                assertThat(worker.read()).isEqualTo(Frame.header(STOP));
                worker.send(header(OK), data("1"), body(FINAL), header(SENTINEL));
                assertThat(worker.readAll()).isEmpty();
            }
        }
    }

    @Test
    void shouldNotSendARequestThatIsStoppedAlready() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            StreamContext context = caller.context("r");
            context.stop();
            ResponseStream stream = caller.call(context).get(30, TimeUnit.SECONDS);
            assertThat(Collected.all(stream).join()).isEmpty();
            assertThat(caller.client.isIdle()).isTrue();
        }
    }

    @Test
    void shouldTellAStopOnlyWhenTheWorkerHasStartedAsDynamoDoes() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.DYNAMO_1_0)) {
            StreamContext context = caller.context("r");
            CompletableFuture<ResponseStream> answer = caller.call(context);
            try (RawConnection worker = caller.client.next().acknowledge().callHome()) {
                await(caller, worker);
                context.kill();
                context.stop(); // takes the kill back (dynamo-tcp.md 149)
                worker.send(header(OK));
                assertThat(worker.read()).isEqualTo(Frame.header(STOP));
                worker.send(data("1"), body(FINAL), header(SENTINEL));
                assertThat(Collected.all(answer.get(30, TimeUnit.SECONDS)).join())
                        .containsExactly("1");
            }
        }
    }
}
