package io.seatrial.routing;

import static io.seatrial.routing.RouterTrial.INTERVAL;
import static io.seatrial.routing.RouterTrial.call;
import static io.seatrial.routing.RouterTrial.ids;
import static io.seatrial.routing.RouterTrial.instance;
import static io.seatrial.routing.RouterTrial.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is passed over, why, and for how long. */
class InhibitionTest {

    private static final PlaneException GONE = new PlaneException.CannotConnect("gone", null);

    /** A failure, and the profiles in which it speaks against the instance. */
    record Fault(RuntimeException failure, List<Profile> against) {}

    static Stream<Fault> faults() {
        List<Profile> both = List.of(Profile.values());
        IllegalStateException circle = new IllegalStateException();
        circle.initCause(new IllegalStateException(circle));
        return Stream.of(
                new Fault(GONE, both),
                new Fault(new PlaneException.ConnectTimeout("slow", null), both),
                new Fault(new PlaneException.Disconnected("cut", null), both),
                new Fault(new PlaneException.RequestTimeout("silent"), both), // CannotConnect on the wire
                new Fault(new PlaneException.ResponseTimeout("silent"), List.of(Profile.REFERENCE)),
                new Fault(new IllegalStateException(new IllegalStateException(GONE)), both),
                new Fault(new PlaneException.Untyped("refused", null), List.of()),
                new Fault(new PlaneException.UnknownEndpoint("nobody"), List.of()),
                new Fault(new PlaneException.Overloaded("full"), List.of()),
                new Fault(new PlaneException.PayloadTooLarge("large"), List.of()),
                new Fault(circle, List.of()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldPassOverWhoFailsForAReasonThatSpeaksAgainstIt(Fault fault) {
        for (Profile profile : Profile.values()) {
            try (RouterTrial trial = new RouterTrial(profile)) {
                trial.announce(1, 2);
                PushRouter router = trial.router();
                trial.client.failWith(fault.failure());
                CompletableFuture<?> call = call(router);
                List<Long> left = fault.against().contains(profile) ? List.of(2L) : List.of(1L, 2L);

                assertThat(ids(router.available())).as(profile.label()).isEqualTo(left);
                assertThat(call).isCompletedExceptionally();
                assertThat(trial.responses.pending()).isZero();
            }
        }
    }

    @Test
    void shouldHaveRemovedWhoFailedWhenTheCallerHearsOfIt() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(1, 2);
            PushRouter router = trial.router();
            CompletableFuture<byte[]> acknowledgement = new CompletableFuture<>();
            trial.client.answer = address -> acknowledgement;
            List<Long> seen = new ArrayList<>();
            call(router).whenComplete((stream, failure) -> seen.addAll(ids(router.available())));
            acknowledgement.completeExceptionally(GONE);

            assertThat(seen).containsExactly(2L);
        }
    }

    @Test
    void shouldSayWhomItPassesOverOnce() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(-1);
            PushRouter router = trial.router();
            List<CompletableFuture<byte[]>> acknowledgements = new ArrayList<>();
            trial.client.answer = address -> {
                acknowledgements.add(new CompletableFuture<>());
                return acknowledgements.get(acknowledgements.size() - 1);
            };
            call(router);
            call(router);
            acknowledgements.forEach(each -> each.completeExceptionally(GONE));

            assertThat(trial.notices)
                    .extracting(Notice::toString)
                    .singleElement()
                    .satisfies(notice -> assertThat(notice)
                            .contains("passed over", "18446744073709551615", "seat/demo/echo", "cause=gone"));
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldTakeBackWhoWasPassedOverAfterTheInterval(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1, 2);
            PushRouter router = trial.router();
            router.reportDown(1);
            trial.pass(INTERVAL.minusMillis(1));
            assertThat(trial.chosenBy(router, 2)).containsOnly(2L);
            trial.pass(Duration.ofMillis(1));

            assertThat(trial.chosenBy(router, 2)).contains(1L);
        }
    }

    @Test
    void shouldGiveEachItsOwnTimeInTheReference() {
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(1, 2, 3);
            PushRouter router = trial.router();
            router.reportDown(1);
            trial.pass(Duration.ofSeconds(3));
            router.reportDown(2);
            router.reportDown(1); // known already: its time does not begin anew
            trial.announce(4);
            assertThat(ids(router.available())).containsExactly(3L, 4L);
            trial.pass(Duration.ofSeconds(2));
            assertThat(ids(router.available())).containsExactly(1L, 3L, 4L);
            trial.pass(Duration.ofSeconds(3));
            assertThat(ids(router.available())).containsExactly(1L, 2L, 3L, 4L);
            assertThat(trial.io.hasTimers()).isFalse();
        }
    }

    @Test
    void shouldTakeEverybodyBackAtOnceInDynamo() {
        try (RouterTrial trial = new RouterTrial(Profile.DYNAMO_1_0)) {
            trial.announce(1, 2, 3);
            PushRouter router = trial.router();
            trial.pass(Duration.ofSeconds(3));
            router.reportDown(1);
            trial.pass(Duration.ofSeconds(1));
            router.reportDown(2);
            assertThat(ids(router.available())).containsExactly(3L);
            trial.pass(Duration.ofSeconds(1)); // five since the last change of discovery
            assertThat(ids(router.available())).containsExactly(1L, 2L, 3L);
            router.reportDown(1);
            router.reportDown(2);
            trial.announce(4);
            assertThat(ids(router.available())).containsExactly(1L, 2L, 3L, 4L);
            trial.pass(Duration.ofSeconds(4));
            router.reportDown(1);
            trial.withdraw(4);
            trial.pass(Duration.ofSeconds(1));
            router.reportDown(2);
            trial.pass(Duration.ofMillis(3_999)); // the change set the clock anew
            assertThat(ids(router.available())).containsExactly(1L, 3L);
            trial.pass(Duration.ofMillis(1));
            assertThat(ids(router.available())).containsExactly(1L, 2L, 3L);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldTakeBackWhoIsAnnouncedAnewOrElsewhere(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1, 2, 3);
            PushRouter router = trial.router();
            router.reportDown(1);
            trial.announce(instance(1, 4002));
            assertThat(ids(router.available())).contains(1L);
            router.reportDown(2);
            trial.withdraw(2);
            trial.announce(2);

            assertThat(ids(router.available())).contains(2L);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldHoldALateFailureAgainstASuccessorInDynamoOnly(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1);
            PushRouter router = trial.router();
            CompletableFuture<byte[]> acknowledgement = new CompletableFuture<>();
            trial.client.answer = address -> acknowledgement;
            call(router);
            trial.announce(instance(1, 4002));
            acknowledgement.completeExceptionally(GONE);

            assertThat(router.available()).hasSize(profile.isReference() ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldPassOverNobodyForNoTime(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1);
            PushRouter router = trial.router(builder -> builder.inhibition(Duration.ZERO));
            trial.client.failWith(GONE);
            call(router);
            router.reportDown(1);

            assertThat(router.available()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldTakeEverybodyAsAnnouncedWithoutFaultDetection(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1, 2);
            PushRouter router = trial.router(PushRouter.Builder::withoutFaultDetection);
            trial.client.failWith(GONE);
            call(router);
            call(router);
            router.call(1, request());
            router.reportDown(1);
            router.call(1, request());

            assertThat(trial.client.sent).extracting(RouterTrial::idOf).containsExactly(1L, 2L, 1L, 1L);
            assertThat(router.available()).hasSize(2);
        }
    }

    @Test
    void shouldLoseNoneOfManyReportsAtOnce() throws Exception {
        int threads = 4;
        int each = 50;
        try (RouterTrial trial = new RouterTrial(Profile.REFERENCE)) {
            trial.announce(LongStream.rangeClosed(1, threads * each).toArray());
            trial.announce(1000);
            PushRouter router = trial.router();
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Thread> reporters = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int first = t;
                reporters.add(new Thread(() -> {
                    await(start);
                    for (int i = 0; i < each; i++) {
                        router.reportDown(1L + first + (long) i * threads);
                    }
                }));
            }
            reporters.forEach(Thread::start);
            for (Thread reporter : reporters) {
                reporter.join(60_000);
            }

            assertThat(ids(router.available())).containsExactly(1000L);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldLeaveNothingBehindOfTenThousandFailedSends(Profile profile) {
        try (RouterTrial trial = new RouterTrial(profile)) {
            trial.announce(1, 2, 3);
            PushRouter router = trial.router(PushRouter.Builder::withoutFaultDetection);
            trial.client.failWith(GONE);
            for (int i = 0; i < 10_000; i++) {
                call(router);
            }

            assertThat(trial.client.sent).hasSize(10_000);
            assertThat(trial.responses.pending()).isZero();
            assertThat(trial.io.hasTimers()).isFalse();
        }
    }
}
