package io.seatrial.routing;

import static io.seatrial.routing.Fleet.CEILING;
import static io.seatrial.routing.Fleet.done;
import static io.seatrial.routing.RouterTrial.call;
import static io.seatrial.routing.RouterTrial.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Collected;
import io.seatrial.response.Engine;
import io.seatrial.response.LeakCheck;
import io.seatrial.settings.RuntimeSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A router and several workers over real sockets. Each worker answers with its number. */
@ExtendWith(LeakCheck.class)
class FleetTest {

    private static final String GONE = "gone";

    private static CompletionStage<String> answer(PushRouter router, String id) {
        return router.call(CallRequest.of(id, "1".getBytes(StandardCharsets.UTF_8)))
                .thenCompose(stream -> {
                    Collected items = Collected.all(stream);
                    return items.end.thenApply(end -> String.join("", items.items));
                });
    }

    /** Calls one after the other; a call that fails for a reason that speaks against its worker is {@code gone}. */
    private static List<String> answers(PushRouter router, int calls) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            try {
                answers.add(done(answer(router, "r" + i)));
            } catch (CompletionException failed) {
                assertThat(failed.getCause()).isInstanceOf(PlaneException.class);
                answers.add(GONE);
            }
        }
        return answers;
    }

    private static List<Fleet.Worker> three(Fleet fleet) {
        return List.of(fleet.serve(1, Engine.of("1")), fleet.serve(2, Engine.of("2")), fleet.serve(3, Engine.of("3")));
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldSpreadRequestsEvenly(Profile profile) {
        try (Fleet fleet = new Fleet(profile)) {
            three(fleet);
            List<String> answers = answers(fleet.router(), 300);

            assertThat(List.of("1", "2", "3")).allMatch(each -> Collections.frequency(answers, each) == 100);
        }
    }

    @Test
    void shouldSendNothingMoreToAKilledWorkerAfterTheFirstFailure() throws Exception {
        try (Fleet fleet = new Fleet(Profile.REFERENCE)) {
            List<Fleet.Worker> workers = three(fleet);
            PushRouter router = fleet.router();
            answers(router, 3);
            workers.get(1).kill();
            List<String> answers = answers(router, 100);

            assertThat(Collections.frequency(answers, GONE)).isEqualTo(1);
            assertThat(answers.subList(answers.indexOf(GONE) + 1, 100)).containsOnly("1", "3");
            assertThat(ids(router.available())).containsExactly(1L, 3L);
        }
    }

    @Test
    void shouldFailEachTimeWithoutFaultDetectionAndInDynamoForRefusedConnections() throws Exception {
        for (Profile profile : Profile.values()) {
            try (Fleet fleet = new Fleet(profile)) {
                three(fleet).get(1).kill();
                PushRouter router = profile.isReference()
                        ? fleet.router(PushRouter.Builder::withoutFaultDetection)
                        : fleet.router();

                assertThat(Collections.frequency(answers(router, 99), GONE)).isEqualTo(33);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldGiveEveryRequestOneOutcomeWhenAWorkerIsKilledUnderLoad(Profile profile) throws Exception {
        int calls = 600;
        try (Fleet fleet = new Fleet(
                profile, config -> config.with(RuntimeSettings.FIRST_RESPONSE_TIMEOUT, Duration.ofSeconds(2)))) {
            List<Fleet.Worker> workers = three(fleet);
            PushRouter router = fleet.router();
            Map<Integer, Integer> outcomes = new ConcurrentHashMap<>();
            AtomicInteger begun = new AtomicInteger();
            CompletableFuture<Void> half = new CompletableFuture<>();
            List<CompletableFuture<?>> lines = new ArrayList<>();
            for (int line = 0; line < 16; line++) {
                CompletableFuture<Void> over = new CompletableFuture<>();
                lines.add(over);
                keepCalling(router, calls, begun, outcomes, half, over);
            }
            done(half);
            workers.get(0).kill();
            lines.forEach(Fleet::done);

            assertThat(outcomes)
                    .hasSize(calls)
                    .allSatisfy((number, times) -> assertThat(times).isEqualTo(1));
            fleet.awaitNothingLeft();
        }
    }

    private static void keepCalling(
            PushRouter router,
            int calls,
            AtomicInteger begun,
            Map<Integer, Integer> outcomes,
            CompletableFuture<Void> half,
            CompletableFuture<Void> over) {
        int number = begun.getAndIncrement();
        if (number >= calls) {
            over.complete(null);
            return;
        }
        answer(router, "r" + number).whenComplete((answer, failure) -> {
            outcomes.merge(number, 1, Integer::sum);
            if (outcomes.size() >= calls / 2) {
                half.complete(null);
            }
            keepCalling(router, calls, begun, outcomes, half, over);
        });
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldFindARestartedWorkerAtItsNewAddressAtOnce(Profile profile) throws Exception {
        try (Fleet fleet = new Fleet(profile)) {
            Fleet.Worker first = fleet.serve(-1, Engine.of("10"));
            PushRouter router = fleet.router();
            assertThat(answers(router, 1)).containsExactly("10");
            first.kill();
            Fleet.Worker second = fleet.serve(-1, Engine.of("20"));

            assertThat(second.instance().address())
                    .isNotEqualTo(first.instance().address());
            assertThat(answers(router, 3)).containsOnly("20");
        }
    }

    @Test
    void shouldTakeBackAWorkerThatWasReportedDownButLives() {
        try (Fleet fleet = new Fleet(Profile.REFERENCE)) {
            three(fleet);
            PushRouter router = fleet.router(builder -> builder.inhibition(Duration.ofMillis(100)));
            router.reportDown(2);
            await().atMost(CEILING).until(() -> answers(router, 3).contains("2"));
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldFindInstancesOfNestedNamespacesAndOfExactlyTheNameAskedFor(Profile profile) {
        EndpointName nested = new EndpointName("a.b", "demo", "generate");
        EndpointName longer = new EndpointName("a.b", "demo", "generate_v2");
        EndpointName inner = new EndpointName("b", "demo", "generate");
        try (Fleet fleet = new Fleet(profile)) {
            fleet.serve(nested, 1, Engine.of("4"));
            Fleet.Worker other = fleet.serve(longer, 1, Engine.of("5"));
            fleet.serve(inner, 1, Engine.of("6"));
            PushRouter router = fleet.router(nested, builder -> builder);
            assertThat(answers(router, 3)).containsOnly("4");
            fleet.withdraw(other);

            assertThat(answers(router, 3)).containsOnly("4");
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldNotHoldARefusingEngineAgainstItsWorker(Profile profile) {
        try (Fleet fleet = new Fleet(profile)) {
            fleet.serve(1, Engine.failing("boom"));
            PushRouter router = fleet.router();
            assertThatThrownBy(() -> done(call(router)))
                    .hasMessageEndingWith("Failed to establish a streaming connection: Generate Error: boom");

            assertThat(answers(router, 2)).containsOnly(GONE);
            assertThat(router.available()).hasSize(1);
        }
    }
}
