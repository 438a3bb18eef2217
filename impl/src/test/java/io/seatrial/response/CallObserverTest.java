package io.seatrial.response;

import static io.seatrial.response.RawFrames.FINAL;
import static io.seatrial.response.RawFrames.body;
import static io.seatrial.response.RawFrames.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What whoever chose the instance of a request hears of it, and when. */
class CallObserverTest {

    private static final EndpointId INSTANCE = EndpointId.of("seat", "demo", "echo", 7);
    private static final InstanceAddress ADDRESS = InstanceAddress.tcp("127.0.0.1:1/7/echo");

    /** An observer that keeps what it heard, in the order in which it was heard. */
    private static final class Log implements CallObserver {

        final List<String> heard = new CopyOnWriteArrayList<>();

        @Nullable
        PlaneException veto;

        @Override
        public @Nullable PlaneException registered() {
            heard.add("registered");
            return veto;
        }

        @Override
        public void item(ResponseItem item) {
            heard.add("item " + item);
        }

        @Override
        public void failed(Throwable failure) {
            heard.add("failed " + failure.getMessage());
        }
    }

    private final Log log = new Log();

    private CompletableFuture<ResponseStream> call(CallerUnderTest caller) {
        CallRequest request = new CallRequest(caller.context("r"), "1".getBytes(StandardCharsets.UTF_8));
        CompletableFuture<ResponseStream> result =
                caller.caller.call(INSTANCE, ADDRESS, request, log).toCompletableFuture();
        result.whenComplete((stream, failure) -> log.heard.add(failure == null ? "told" : "told of failure"));
        return result;
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldHearOfItemsAndOfABreakBeforeTheCaller(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(profile)) {
            CompletableFuture<ResponseStream> answer = call(caller);
            try (RawConnection worker =
                    caller.client.next().acknowledge().callHome().send(RawFrames.header(RawFrames.OK), data("1"))) {
                Collected items =
                        Collected.all(answer.get(30, TimeUnit.SECONDS)).awaitItems(1);
                worker.close();
                assertThatThrownBy(items::join).hasCauseInstanceOf(PlaneException.Disconnected.class);
            }
            assertThat(log.heard)
                    .filteredOn(each -> !each.startsWith("told"))
                    .containsExactly("registered", "item 1", "failed Stream ended before generation completed");
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldHearOfAFailedSendBeforeTheCaller(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(profile)) {
            CompletableFuture<ResponseStream> answer = call(caller);
            caller.client
                    .next()
                    .acknowledgement()
                    .completeExceptionally(new PlaneException.CannotConnect("gone", null));
            assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PlaneException.CannotConnect.class);
            await().atMost(Duration.ofSeconds(30)).until(() -> log.heard.size() == 3);
            assertThat(log.heard).containsExactly("registered", "failed gone", "told of failure");
        }
    }

    @Test
    void shouldHearOfNothingThatTheCallerDoesItself() throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> given = call(caller);
            caller.client.next().acknowledge();
            given.cancel(false);
            CompletableFuture<ResponseStream> answer = call(caller);
            try (RawConnection worker =
                    caller.client.next().acknowledge().callHome().send(RawFrames.header(RawFrames.OK))) {
                Collected items = Collected.some(answer.get(30, TimeUnit.SECONDS), 1);
                items.subscription().cancel();
                assertThat(worker.readAll()).isNotEmpty();
            }
            CompletableFuture<ResponseStream> finished = call(caller);
            try (RawConnection worker =
                    caller.client.next().acknowledge().callHome().send(RawFrames.header(RawFrames.OK), body(FINAL))) {
                Collected.all(finished.get(30, TimeUnit.SECONDS)).join();
            }
            assertThat(log.heard).noneMatch(each -> each.startsWith("failed"));
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldBeAbleToForbidTheSending(Profile profile) throws Exception {
        try (CallerUnderTest caller = CallerUnderTest.of(profile)) {
            log.veto = new PlaneException.NoInstances("it went");
            CompletableFuture<ResponseStream> answer = call(caller);
            assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasCause(log.veto);
            assertThat(caller.client.isIdle()).isTrue();
            assertThat(caller.server.pending()).isZero();
        }
    }
}
