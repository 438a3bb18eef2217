package io.seatrial.routing;

import static io.seatrial.routing.RouterTrial.ids;
import static io.seatrial.routing.RouterTrial.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.response.ResponseStream;
import io.seatrial.routing.RouterModel.Life;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens in whatever order, the router knows and chooses whom its model says. A failed run prints its seed. */
class RouterModelTest {

    private static final PlaneException FAULT = new PlaneException.CannotConnect("gone", null);
    private static final PlaneException REFUSAL = new PlaneException.Untyped("no", null);

    /** Something that happens. */
    sealed interface Step {
        /** An instance comes, or moves to another address, or is announced once more as it is. */
        record Announce(long id, int port) implements Step {}

        /** An instance goes, if it is there. */
        record Withdraw(long id) implements Step {}

        /** A request whose fate is open. */
        record Begin() implements Step {}

        /** One of those requests fails. */
        record Break(int which, boolean fault) implements Step {}

        /** A request to an instance by its id, which fails at once. */
        record Direct(long id, boolean fault) implements Step {}

        /** Somebody else says that an instance is down. */
        record ReportDown(long id) implements Step {}

        /** Time passes. */
        record Pass(int millis) implements Step {}
    }

    private record Open(Life to, CompletableFuture<byte[]> acknowledgement, CompletableFuture<ResponseStream> call) {}

    /** A run of steps in a world of its own. */
    private static final class Run implements AutoCloseable {

        private final Profile profile;
        private final RouterTrial trial;
        private final RouterModel model;
        private final PushRouter router;
        private final List<Open> open = new ArrayList<>();

        Run(Profile profile) {
            this.profile = profile;
            this.trial = new RouterTrial(profile);
            this.model = new RouterModel(profile);
            this.router = trial.router();
        }

        void take(Step step) {
            if (step instanceof Step.Announce announce) {
                trial.announce(RouterTrial.instance(announce.id(), announce.port()));
                model.announce(announce.id(), announce.port());
                settleRequestsOfFormerLives();
            } else if (step instanceof Step.Withdraw withdraw) {
                trial.withdraw(withdraw.id());
                model.withdraw(withdraw.id());
                settleRequestsOfFormerLives();
            } else if (step instanceof Step.Begin) {
                begin();
            } else if (step instanceof Step.Break end && !open.isEmpty()) {
                Open broken = open.remove(end.which() % open.size());
                broken.acknowledgement().completeExceptionally(end.fault() ? FAULT : REFUSAL);
                assertThat(broken.call()).isCompletedExceptionally();
                if (end.fault()) {
                    model.fail(broken.to());
                }
            } else if (step instanceof Step.Direct direct) {
                direct(direct.id(), direct.fault());
            } else if (step instanceof Step.ReportDown report) {
                assertThat(router.reportDown(report.id())).isEqualTo(model.life(report.id()) != null);
                if (model.life(report.id()) != null) {
                    model.fail(model.life(report.id()));
                }
            } else if (step instanceof Step.Pass pass) {
                trial.pass(Duration.ofMillis(pass.millis()));
                model.pass(pass.millis());
            }
            check();
        }

        private void begin() {
            CompletableFuture<byte[]> acknowledgement = new CompletableFuture<>();
            trial.client.answer = address -> acknowledgement;
            int before = trial.client.sent.size();
            CompletableFuture<ResponseStream> call = RouterTrial.call(router);
            Life expected = model.next();
            if (expected == null) {
                assertThat(RouterTrial.failure(call)).hasMessage("no instances found for endpoint seat/demo/echo");
                return;
            }
            assertThat(trial.client.sent.subList(before, trial.client.sent.size()))
                    .containsExactly(
                            RouterTrial.instance(expected.id, expected.port).address());
            open.add(new Open(expected, acknowledgement, call));
        }

        private void direct(long id, boolean fault) {
            trial.client.failWith(fault ? FAULT : REFUSAL);
            int before = trial.client.sent.size();
            boolean expected = model.isAvailable(id);
            Throwable failure = RouterTrial.failure(router.call(id, request()).toCompletableFuture());
            assertThat(trial.client.sent).hasSize(before + (expected ? 1 : 0));
            if (expected && fault) {
                model.fail(model.life(id));
            } else if (!expected) {
                assertThat(failure).hasMessageStartingWith("instance_id=" + Long.toUnsignedString(id) + " not found");
            }
        }

        private void settleRequestsOfFormerLives() {
            if (profile.isReference()) {
                List<Open> over = open.stream()
                        .filter(each -> model.life(each.to().id) != each.to())
                        .toList();
                assertThat(over).allSatisfy(each -> assertThat(each.call()).isCompletedExceptionally());
                open.removeAll(over);
            }
        }

        private void check() {
            assertThat(ids(router.source())).isEqualTo(model.source());
            assertThat(ids(router.available())).isEqualTo(model.available());
            assertThat(open).allSatisfy(each -> assertThat(each.call()).isNotDone());
            assertThat(trial.responses.pending()).isEqualTo(open.size());
        }

        @Override
        public void close() {
            trial.close();
        }
    }

    @Property(tries = 300)
    void shouldChooseWhomItsModelSays(@ForAll Profile profile, @ForAll("steps") List<Step> steps) {
        try (Run run = new Run(profile)) {
            steps.forEach(run::take);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> ids = Arbitraries.of(0L, 1L, 2L, Long.MIN_VALUE, -1L);
        Arbitrary<Boolean> faults = Arbitraries.of(true, true, false);
        Arbitrary<Step> announce =
                Combinators.combine(ids, Arbitraries.of(4001, 4001, 4002)).as(Step.Announce::new);
        Arbitrary<Step> withdraw = ids.map(Step.Withdraw::new);
        Arbitrary<Step> begin = Arbitraries.create(Step.Begin::new);
        Arbitrary<Step> end = Combinators.combine(Arbitraries.integers().between(0, 9), faults)
                .as(Step.Break::new);
        Arbitrary<Step> direct = Combinators.combine(ids, faults).as(Step.Direct::new);
        Arbitrary<Step> report = ids.map(Step.ReportDown::new);
        Arbitrary<Step> pass =
                Arbitraries.of(0, 1, 999, 2500, 4999, 5000, 12_345).map(Step.Pass::new);
        return Arbitraries.oneOf(
                        announce, announce, withdraw, begin, begin, begin, end, end, direct, report, pass, pass)
                .list()
                .ofMaxSize(120);
    }
}
