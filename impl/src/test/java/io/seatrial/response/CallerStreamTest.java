package io.seatrial.response;

import static io.seatrial.response.RawFrames.FINAL;
import static io.seatrial.response.RawFrames.OK;
import static io.seatrial.response.RawFrames.SENTINEL;
import static io.seatrial.response.RawFrames.STOP;
import static io.seatrial.response.RawFrames.body;
import static io.seatrial.response.RawFrames.data;
import static io.seatrial.response.RawFrames.frame;
import static io.seatrial.response.RawFrames.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.settings.RuntimeSettings;
import java.time.Duration;
import java.util.Arrays;
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
class CallerStreamTest {

    private static final String AFTER_FINAL =
            "{\"event\":\"error\",\"error\":{\"error_type\":\"Unknown\",\"message\":\"Response received after generation"
                    + " ended - this should never happen\"}}";
    private static final String EMPTY =
            "{\"event\":\"error\",\"error\":{\"error_type\":\"Unknown\",\"message\":\"Empty response received - this"
                    + " should never happen\"}}";

    private static void assertDisconnected(Collected items) {
        assertThatThrownBy(items::join)
                .cause()
                .isInstanceOf(PlaneException.Disconnected.class)
                .hasMessage("Stream ended before generation completed");
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldDeliverWhatCameInOneSegmentAndIgnoreWhatFollowsTheSentinel(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.patient(profile)) {
            CompletableFuture<ResponseStream> answer = caller.call();
            TestClient.Sent sent = caller.client.next().acknowledge();
            byte[] all = RawFrames.join(
                    RawFrames.handshake(sent.home().subject()),
                    header(OK),
                    data("1"),
                    data("{\"a\": [2]}"),
                    body(FINAL),
                    header(SENTINEL),
                    data("3"),
                    new byte[] {-1, 7});
            try (RawConnection worker = RawConnection.to(sent.home().address()).send(all)) {
                assertThat(Collected.all(answer.get(30, TimeUnit.SECONDS)).join())
                        .containsExactly("1", "{\"a\": [2]}");
                assertThat(worker.readToItsEnd()).isIn("end", "reset");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldEndItsSideInAnOrderlyWayBehindTheSentinel(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.patient(profile);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            begun.worker().send(body(FINAL), header(SENTINEL));
            items.join();
            assertThat(begun.worker().readToItsEnd()).isIn("end", "reset");
        }
    }

    @Test
    void shouldTakeFramesByteByByte() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.patient(Profile.REFERENCE);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            byte[] all = RawFrames.join(data("\"é\""), data("2"), body(FINAL), header(SENTINEL));
            for (byte one : all) {
                begun.worker().send(new byte[] {one});
            }
            assertThat(items.join()).containsExactly("\"é\"", "2");
        }
    }

    @Test
    void shouldEndForTheCallerWithTheFinalFrameAndWaitBehindIt() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.patient(Profile.REFERENCE);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            begun.worker().send(data("1"), body(FINAL));
            assertThat(items.join()).containsExactly("1");
            assertThat(caller.server.connections()).isEqualTo(1);
            begun.worker().send(data("2"), header(SENTINEL));
            caller.awaitNothingLeft();
            assertThat(items.items).containsExactly("1");
        }
    }

    @Test
    void shouldEndWithTheConnectionAsDynamoDoes() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.patient(Profile.DYNAMO_1_0);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            begun.worker().send(data("1"), body(FINAL), data("2"), body(FINAL));
            items.awaitItems(3);
            assertThat(items.end).isNotDone();
            begun.worker().send(header(SENTINEL));
            assertThat(items.join()).containsExactly("1", AFTER_FINAL, AFTER_FINAL);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldNotWaitForEverBehindTheFinalFrame(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(profile, RuntimeSettings.CLOSE_WAIT, Duration.ofMillis(50));
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            begun.worker().send(body(FINAL));
            items.join();
            assertThat(begun.worker().readToItsEnd()).isIn("end", "reset");
        }
    }

    static Stream<Arguments> goodEnds() {
        return profiles(
                new byte[][] {body(FINAL), header(SENTINEL)},
                new byte[][] {body(FINAL)},
                new byte[][] {body("{\"data\":null,\"complete_final\":true}")},
                new byte[][] {body(FINAL), frame("", "")});
    }

    private static Stream<Arguments> profiles(byte[][]... endings) {
        return Stream.of(Profile.values())
                .flatMap(profile -> Arrays.stream(endings)
                        .map(RawFrames::join)
                        .flatMap(bytes -> Stream.of(true, false).map(reset -> Arguments.of(profile, bytes, reset))));
    }

    @ParameterizedTest
    @MethodSource("goodEnds")
    void shouldEndWellWithAFinalFrameHoweverTheConnectionEnds(Profile profile, byte[] ending, boolean reset)
            throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.patient(profile);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            begun.worker().send(frame("", ""), data("1"));
            items.awaitItems(1);
            begun.worker().send(ending);
            if (reset && profile.isReference()) {
                items.join(); // only what was read before a reset counts
                begun.worker().reset();
            } else {
                begun.worker().halfClose();
            }
            assertThat(items.join()).containsExactly("1");
        }
    }

    static Stream<Arguments> badEnds() {
        return profiles(
                new byte[][] {},
                new byte[][] {header(SENTINEL)},
                new byte[][] {header(STOP)},
                new byte[][] {frame(SENTINEL, "{}")},
                new byte[][] {frame("\"what\"", "")},
                new byte[][] {frame("{}", "{\"data\":2,\"complete_final\":false}")},
                new byte[][] {new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9}},
                new byte[][] {new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 9}});
    }

    @ParameterizedTest
    @MethodSource("badEnds")
    void shouldFailWithoutAFinalFrame(Profile profile, byte[] ending, boolean reset) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.patient(profile);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            begun.worker().send(data("1"));
            items.awaitItems(1);
            begun.worker().send(ending);
            if (reset) {
                begun.worker().reset();
            } else {
                begun.worker().halfClose();
            }
            assertDisconnected(items);
            assertThat(items.items).containsExactly("1");
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldMakeAnItemOfWhatCannotBeReadAndGoOn(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.patient(profile);
                CallerUnderTest.Begun begun = caller.begin()) {
            Collected items = Collected.all(begun.stream());
            begun.worker()
                    .send(
                            body("{"),
                            body("{\"data\":1}"),
                            body("{\"complete_final\":false}"),
                            body("{\"data\":null,\"complete_final\":false}"),
                            body("{\"data\":5,\"complete_final\":true}"),
                            header(SENTINEL));
            items.join();
            assertThat(items.items).hasSize(5);
            assertThat(items.items.get(0)).startsWith("{\"event\":\"error\",\"error\":{\"error_type\":\"Unknown\",");
            assertThat(items.items.get(1)).contains("complete_final");
            assertThat(items.items.subList(2, 5)).containsExactly(EMPTY, EMPTY, "5");
        }
    }
}
