package io.seatrial.response;

import static io.seatrial.response.RawFrames.FINAL;
import static io.seatrial.response.RawFrames.OK;
import static io.seatrial.response.RawFrames.SENTINEL;
import static io.seatrial.response.RawFrames.body;
import static io.seatrial.response.RawFrames.data;
import static io.seatrial.response.RawFrames.frame;
import static io.seatrial.response.RawFrames.handshake;
import static io.seatrial.response.RawFrames.handshakeJson;
import static io.seatrial.response.RawFrames.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.Profile;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.wire.StreamType;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LeakCheck.class)
class CallerHandshakeTest {

    @Test
    void shouldRegisterEachCallUnderASubjectOfItsOwn() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> first = caller.call(caller.context("a \"quoted\" id"));
            CompletableFuture<ResponseStream> second = caller.call(caller.context("a \"quoted\" id"));
            TestClient.Sent one = caller.client.next();
            TestClient.Sent two = caller.client.next();

            assertThat(one.id()).isEqualTo("a \"quoted\" id");
            assertThat(one.body()).isEqualTo("{\"x\":1}");
            assertThat(one.address()).isEqualTo(CallerUnderTest.ADDRESS);
            assertThat(one.home().context()).isEqualTo(one.id());
            assertThat(one.home().streamType()).isEqualTo(StreamType.RESPONSE);
            assertThat(one.home().address()).isEqualTo(caller.server.address().orElseThrow());
            assertThat(one.home().address()).matches("127\\.0\\.0\\.1:[1-9][0-9]*");
            UUID subject = UUID.fromString(one.home().subject());
            assertThat(subject.version()).isEqualTo(4);
            assertThat(subject.variant()).isEqualTo(2);
            assertThat(two.home().subject()).isNotEqualTo(one.home().subject());
            assertThat(caller.server.pending()).isEqualTo(2);
            first.cancel(false);
            second.cancel(false);
            assertThat(caller.server.pending()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldResetAWorkerOfAnUnknownSubject(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(profile);
                CallerUnderTest.Begun other = caller.begin()) {
            Collected items = Collected.all(other.stream());
            String address = caller.server.address().orElseThrow();
            try (RawConnection stranger = RawConnection.to(address).send(handshake("unknown"), header(OK))) {
                assertThat(stranger.readToItsEnd()).isEqualTo("reset");
            }
            other.worker().send(data("1"), body(FINAL), header(SENTINEL));
            assertThat(items.join()).containsExactly("1");
            assertThat(caller.notices())
                    .anySatisfy(notice -> assertThat(notice.message())
                            .isEqualTo("failed to handle tcp connection: Subject not found: unknown; upstream publisher"
                                    + " specified a subject unknown to the downsteam subscriber"));
        }
    }

    @Test
    void shouldResetTheSecondUseOfASubject() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> answer = caller.call();
            TestClient.Sent sent = caller.client.next().acknowledge();
            try (RawConnection first = sent.callHome().send(header(OK))) {
                Collected items = Collected.all(answer.get(30, TimeUnit.SECONDS));
                try (RawConnection second = sent.callHome()) {
                    assertThat(second.readToItsEnd()).isEqualTo("reset");
                }
                first.send(body(FINAL), header(SENTINEL));
                assertThat(items.join()).isEmpty();
            }
        }
    }

    /** A first message that is no handshake, although the subject in it is registered. */
    private enum NoHandshake {
        BODY_ONLY(subject -> body(handshakeJson(subject))),
        EMPTY(subject -> frame("", "")),
        BAD_JSON(subject -> header(handshakeJson(subject) + "}")),
        NO_STREAM_TYPE(subject -> header("{\"subject\":\"" + subject + "\"}")),
        UNKNOWN_STREAM_TYPE(subject -> header("{\"subject\":\"" + subject + "\",\"stream_type\":\"both\"}")),
        STREAM_OF_REQUESTS(subject -> header("{\"subject\":\"" + subject + "\",\"stream_type\":\"request\"}")),
        HOSTILE_LENGTH(subject ->
                new byte[] {127, -1, -1, -1, -1, -1, -1, -1, 127, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0});

        private final Function<String, byte[]> bytes;

        NoHandshake(Function<String, byte[]> bytes) {
            this.bytes = bytes;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldResetAWorkerThatDoesNotGreetAndKeepTheRegistration(NoHandshake wrong) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> answer = caller.call();
            TestClient.Sent sent = caller.client.next().acknowledge();
            try (RawConnection rude = RawConnection.to(sent.home().address())
                    .send(wrong.bytes.apply(sent.home().subject()))) {
                assertThat(rude.readToItsEnd()).isEqualTo("reset");
            }
            try (RawConnection worker = sent.callHome().send(header(OK), body(FINAL), header(SENTINEL))) {
                assertThat(Collected.all(answer.get(30, TimeUnit.SECONDS)).join())
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldResetAWorkerThatEndsBeforeItGreets() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            caller.server.start().toCompletableFuture().get(30, TimeUnit.SECONDS);
            try (RawConnection silent = RawConnection.to(caller.server.address().orElseThrow())) {
                silent.halfClose();
                assertThat(silent.readToItsEnd()).isEqualTo("reset");
            }
        }
    }

    @Test
    void shouldNotWaitForEverForAHandshake() throws Exception {
        try (CallerUnderTest caller =
                CallerUnderTest.of(Profile.REFERENCE, RuntimeSettings.HANDSHAKE_TIMEOUT, Duration.ofMillis(50))) {
            caller.server.start().toCompletableFuture().get(30, TimeUnit.SECONDS);
            try (RawConnection silent = RawConnection.to(caller.server.address().orElseThrow())) {
                assertThat(silent.readToItsEnd()).isEqualTo("reset");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldTakeAHandshakeWithABodyAndWithUnknownKeys(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(profile)) {
            CompletableFuture<ResponseStream> answer = caller.call();
            TestClient.Sent sent = caller.client.next().acknowledge();
            String greeting = handshakeJson(sent.home().subject()).replace("{", "{\"new\":[1,{}],");
            try (RawConnection worker =
                    RawConnection.to(sent.home().address()).send(frame(greeting, "body"), header(OK))) {
                Collected items = Collected.all(answer.get(30, TimeUnit.SECONDS));
                worker.send(body(FINAL), header(SENTINEL));
                assertThat(items.join()).isEmpty();
            }
        }
    }
}
