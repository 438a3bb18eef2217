package io.seatrial.routing;

import static io.seatrial.routing.RouterTrial.ids;
import static io.seatrial.routing.RouterTrial.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.discovery.Instance;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.response.ResponseStream;
import io.seatrial.routing.RouterModel.Life;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A run of steps in a world of its own: the same happens to a router and to its model, which are compared after each. */
final class RouterRun implements AutoCloseable {

    private static final PlaneException FAULT = new PlaneException.CannotConnect("gone", null);
    private static final PlaneException REFUSAL = new PlaneException.Untyped("no", null);

    private final RouterShape shape;
    private final RouterTrial trial;
    private final RouterModel model;
    private final PushRouter router;
    private final List<Open> open = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();

    private record Open(Life to, CompletableFuture<byte[]> acknowledgement, CompletableFuture<ResponseStream> call) {}

    /** Somebody who waits until somebody can be called; first for an announcement, then for the end of what speaks against it. */
    private static final class Waiting {
        private final CompletableFuture<List<Instance>> stage;
        private final long deadline;
        private boolean announced;

        Waiting(CompletableFuture<List<Instance>> stage, long deadline) {
            this.stage = stage;
            this.deadline = deadline;
        }
    }

    RouterRun(RouterShape shape) {
        this.shape = shape;
        this.trial = new RouterTrial(shape.profile());
        this.model = new RouterModel(shape);
        this.router = shape.open(trial);
    }

    void take(RouterStep step) {
        if (step instanceof RouterStep.Announce announce) {
            Life life = new Life(announce.id(), announce.port(), announce.onHttp());
            trial.announce(life.instance());
            model.announce(life);
            settleRequestsOfFormerLives();
        } else if (step instanceof RouterStep.Withdraw withdraw) {
            trial.withdraw(withdraw.id());
            model.withdraw(withdraw.id());
            settleRequestsOfFormerLives();
        } else if (step instanceof RouterStep.Begin) {
            begin();
        } else if (step instanceof RouterStep.Break end && !open.isEmpty()) {
            breakOff(open.remove(end.which() % open.size()), end.fault());
        } else if (step instanceof RouterStep.Direct direct) {
            direct(direct.id(), direct.fault());
        } else if (step instanceof RouterStep.ReportDown report) {
            assertThat(router.reportDown(report.id())).isEqualTo(model.life(report.id()) != null);
            if (model.life(report.id()) != null) {
                model.fail(model.life(report.id()));
            }
        } else if (step instanceof RouterStep.ReportLoad report) {
            router.reportLoad(report.id(), RouterShape.THRESHOLD + (report.busy() ? 0.1 : 0));
            model.load(report.id(), report.busy());
        } else if (step instanceof RouterStep.Await await) {
            waiting.add(new Waiting(
                    router.awaitInstances(Duration.ofMillis(await.millis())).toCompletableFuture(),
                    model.now() + await.millis()));
        } else if (step instanceof RouterStep.Pass pass) {
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
        List<InstanceAddress> sent = trial.client.sent.subList(before, trial.client.sent.size());
        if (shape.mode() == RoutingMode.DIRECT) {
            assertThat(RouterTrial.failure(call)).hasMessageStartingWith("Direct routing should not call generate");
            assertThat(sent).isEmpty();
            return;
        }
        List<Life> candidates = model.next();
        String refusal =
                refusal(candidates.isEmpty(), model.isElsewhere(), "no instances found for endpoint seat/demo/echo");
        if (refusal != null) {
            assertThat(RouterTrial.failure(call)).hasMessageContaining(refusal);
            assertThat(sent).isEmpty();
            return;
        }
        assertThat(sent).as("whom a request went to").hasSize(1);
        List<Life> chosen = candidates.stream()
                .filter(life -> life.instance().address().equals(sent.get(0)))
                .toList();
        assertThat(chosen).as("who of the available was sent to at " + sent).hasSize(1);
        open.add(new Open(chosen.get(0), acknowledgement, call));
    }

    /** Returns what the error says that a request gets which is not sent, or {@code null} if it is sent. */
    private String refusal(boolean nobody, boolean elsewhere, String missing) {
        if (nobody) {
            return elsewhere ? "is published on the http plane, but this caller sends on the tcp plane" : missing;
        }
        return model.refusesAll() ? "All workers are busy" : null;
    }

    private void breakOff(Open broken, boolean fault) {
        broken.acknowledgement().completeExceptionally(fault ? FAULT : REFUSAL);
        assertThat(broken.call()).isCompletedExceptionally();
        if (fault) {
            model.fail(broken.to());
        }
    }

    private void direct(long id, boolean fault) {
        trial.client.failWith(fault ? FAULT : REFUSAL);
        int before = trial.client.sent.size();
        Life life = model.life(id);
        boolean elsewhere = life != null && !model.isReachable(life);
        String refusal =
                refusal(!model.isAvailable(id), elsewhere, "instance_id=" + Long.toUnsignedString(id) + " not found");
        Throwable failure = RouterTrial.failure(router.call(id, request()).toCompletableFuture());
        assertThat(trial.client.sent).hasSize(before + (refusal == null ? 1 : 0));
        if (refusal != null) {
            assertThat(failure).hasMessageContaining(refusal);
        } else if (fault) {
            model.fail(life);
        }
    }

    private void settleRequestsOfFormerLives() {
        if (shape.profile().isReference()) {
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
        assertThat(ids(router.free())).isEqualTo(model.free());
        assertThat(open).allSatisfy(each -> assertThat(each.call()).isNotDone());
        assertThat(trial.responses.pending()).isEqualTo(open.size());
        waiting.removeIf(this::isOver);
    }

    /** Compares one wait with what should have become of it by now. */
    private boolean isOver(Waiting wait) {
        wait.announced |= !model.source().isEmpty();
        if (wait.announced && (!model.available().isEmpty() || model.isElsewhere())) {
            assertThat(wait.stage).as("a wait for somebody who is there").isCompleted();
            assertThat(ids(wait.stage.join())).isEqualTo(model.source());
            return true;
        }
        if (model.now() >= wait.deadline) {
            assertThat(RouterTrial.failure(wait.stage)).hasMessageStartingWith("no instances found for endpoint");
            return true;
        }
        assertThat(wait.stage).as("a wait for nobody, whose time is not over").isNotDone();
        return false;
    }

    /** Ends the router: who waits hears of it, calls are refused, and nothing is left. */
    void end() {
        open.forEach(each -> breakOff(each, false));
        router.close();
        assertThat(waiting)
                .allSatisfy(
                        wait -> assertThat(RouterTrial.failure(wait.stage)).isInstanceOf(PlaneException.Closed.class));
        assertThat(trial.responses.pending()).isZero();
        assertThat(trial.io.hasTimers()).isFalse();
    }

    @Override
    public void close() {
        trial.close();
    }
}
