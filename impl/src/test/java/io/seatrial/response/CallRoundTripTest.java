package io.seatrial.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallRoundTripTest {

    private static final InstanceAddress ADDRESS = InstanceAddress.tcp("127.0.0.1:1/1/generate");

    private static CallRequest request(String id) {
        return CallRequest.of(id, "{\"x\":1}".getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseStream stream(Caller caller, String id) throws Exception {
        return caller.call(ADDRESS, request(id)).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldBringEveryItemHomeInOrderAndLeaveNothing(Profile profile) throws Exception {
        try (TestProcess worker = TestProcess.open(profile);
                TestProcess frontend = TestProcess.open(profile)) {
            List<String> numbers =
                    IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
            Engine engine = Engine.of(numbers.toArray(String[]::new));
            CallHomeHandler handler = new CallHomeHandler(worker.plane(), engine);
            ResponseServer responses = new ResponseServer(frontend.plane());
            Caller caller = new Caller(frontend.plane(), responses, new DirectClient(handler));

            assertThat(Collected.all(stream(caller, "r")).join()).isEqualTo(numbers);

            await().atMost(Duration.ofSeconds(30)).until(() -> responses.connections() == 0);
            assertThat(responses.pending()).isZero();
            assertThat(handler.metrics().inFlight()).isZero();
            assertThat(worker.notices).isEmpty();
            assertThat(frontend.notices).isEmpty();
            responses.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldTellTheCallerWhyTheEngineRefused(Profile profile) throws Exception {
        try (TestProcess worker = TestProcess.open(profile);
                TestProcess frontend = TestProcess.open(profile)) {
            CallHomeHandler handler = new CallHomeHandler(worker.plane(), Engine.failing("boom"));
            ResponseServer responses = new ResponseServer(frontend.plane());
            Caller caller = new Caller(frontend.plane(), responses, new DirectClient(handler));

            assertThatThrownBy(() -> stream(caller, "r"))
                    .hasCauseInstanceOf(PlaneException.Untyped.class)
                    .hasMessageEndingWith("Failed to establish a streaming connection: Generate Error: boom");

            await().atMost(Duration.ofSeconds(30)).until(() -> responses.connections() == 0);
            assertThat(handler.metrics().errors(HandlerError.GENERATE)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldKeepManyRequestsApart(Profile profile) throws Exception {
        try (TestProcess worker = TestProcess.open(profile);
                TestProcess frontend = TestProcess.open(profile)) {
            Engine echo = Engine.iterating((context, body) -> List.of(body, body));
            CallHomeHandler handler = new CallHomeHandler(worker.plane(), echo);
            ResponseServer responses = new ResponseServer(frontend.plane());
            Caller caller = new Caller(frontend.plane(), responses, new DirectClient(handler));
            List<CompletableFuture<List<String>>> answers = new ArrayList<>();

            for (int i = 0; i < 200; i++) {
                byte[] body = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                answers.add(caller.call(ADDRESS, CallRequest.of("same", body))
                        .thenCompose(stream -> {
                            Collected collected = Collected.all(stream);
                            return collected.end.thenApply(end -> collected.items);
                        })
                        .toCompletableFuture());
            }

            for (int i = 0; i < answers.size(); i++) {
                String number = Integer.toString(i);
                assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).containsExactly(number, number);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> responses.connections() == 0);
        }
    }
}
