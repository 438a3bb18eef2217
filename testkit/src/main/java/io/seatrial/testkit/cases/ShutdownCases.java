package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryEvent;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointName;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneEndpoint;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** The way down: unpublished, then refusing, then drained, then gone, each within its bound. */
public final class ShutdownCases {

    private static final EndpointName NAME = new EndpointName("seat", "demo", "generate");
    private static final String GRACE = "DYN_GRACEFUL_SHUTDOWN_GRACE_PERIOD_SECS";
    private static final String DRAIN = "DYN_RUNTIME_GRACEFUL_SHUTDOWN_TIMEOUT_SECS";
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);
    private static final int MANY = 50;
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    /** Creates the cases of one trial. */
    public ShutdownCases() {}

    /** Looks at the handler when the withdrawal is told. */
    @Case(rule = "LIFE-06")
    public void shouldWithdrawBeforeItRefuses(Trial trial) {
        Discovery store = trial.store();
        PlaneRuntime runtime = trial.process().runtime(store, GRACE, "1");
        PlaneEndpoint endpoint = WorkerLifeCases.serve(trial, runtime, NAME, "1");
        AtomicBoolean withdrawn = new AtomicBoolean();
        var watch = store.watch(NAME, event -> withdrawn.compareAndSet(false, event instanceof DiscoveryEvent.Removed));
        trial.await("the start of the watch", watch.ready());
        CompletableFuture<DrainReport> down = runtime.shutdown().toCompletableFuture();
        trial.mustHappen("the withdrawal", withdrawn::get);
        expect("the answer after the withdrawal", List.of("1"), WorkerLifeCases.answers(trial, endpoint.address()));
        trial.await("shutdown", down);
        watch.close();
    }

    /** Shuts down in the middle of an answer. */
    @Case(rule = "LIFE-07")
    public void shouldDeliverTheAnswerUnderWay(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        PlaneRuntime runtime = trial.process().runtime(trial.store(), GRACE, "0");
        ItemProbe<StreamItem> stream = begun(trial, runtime, engine, EndpointSetup.DEFAULT);
        CompletableFuture<DrainReport> down = runtime.shutdown().toCompletableFuture();
        trial.mustNotHappen(A_MOMENT, "the end of the shutdown in the middle of an answer", down::isDone);
        engine.answer().give("2");
        engine.answer().end();
        expect("items", 2, stream.drain().size());
        expect("requests left in flight", 0, trial.await("shutdown", down).leftInFlight());
    }

    /** Never ends an answer. */
    @Case(rule = "LIFE-08")
    public void shouldEndAtItsBound(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        PlaneRuntime runtime = trial.process().runtime(trial.store(), GRACE, "0", DRAIN, "1");
        begun(trial, runtime, engine, EndpointSetup.DEFAULT);
        expect(
                "what the shutdown reports",
                new DrainReport(1, 1),
                trial.await("shutdown with an answer that never ends", runtime.shutdown()));
        engine.answer().end();
    }

    /** Calls in the grace period. */
    @Case(rule = "LIFE-09")
    public void shouldAcceptRequestsInTheGracePeriod(Trial trial) {
        Discovery store = trial.store();
        PlaneRuntime runtime = trial.process().runtime(store, GRACE, "1");
        PlaneEndpoint endpoint = WorkerLifeCases.serve(trial, runtime, NAME, "1");
        CompletableFuture<DrainReport> down = runtime.shutdown().toCompletableFuture();
        trial.mustHappen(
                "the withdrawal", () -> trial.await("list", store.list(NAME)).isEmpty());
        expect("the answer in the grace period", List.of("1"), WorkerLifeCases.answers(trial, endpoint.address()));
        trial.await("shutdown", down);
    }

    /** Holds a request of an endpoint that nobody waits for. */
    @Case(rule = "LIFE-10")
    public void shouldNotWaitForWhatIsNotGraceful(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        PlaneRuntime runtime = trial.process().runtime(trial.store(), GRACE, "0");
        ItemProbe<StreamItem> stream = begun(trial, runtime, engine, EndpointSetup.DEFAULT.notGraceful());
        trial.await("shutdown while a request of an endpoint that is not graceful runs", runtime.shutdown());
        engine.answer().end();
        stream.drain();
    }

    /** Shuts down one of two workers of a process. */
    @Case(rule = "LIFE-16")
    public void shouldLeaveTheServerToOthers(Trial trial) {
        Discovery store = trial.store();
        PlaneRuntime leaving = trial.process().runtime(store, GRACE, "0");
        PlaneRuntime staying = trial.process().runtime(store, GRACE, "0");
        WorkerLifeCases.serve(trial, leaving, NAME, "1");
        PlaneEndpoint before = WorkerLifeCases.serve(trial, staying, new EndpointName("seat", "demo", "before"), "2");
        trial.await("shutdown of one worker", leaving.shutdown());
        expect("the answer of the other", List.of("2"), WorkerLifeCases.answers(trial, before.address()));
        PlaneEndpoint after = WorkerLifeCases.serve(trial, staying, new EndpointName("seat", "demo", "after"), "3");
        expect("the answer of a later endpoint", List.of("3"), WorkerLifeCases.answers(trial, after.address()));
        trial.await("close of the later endpoint", after.close());
    }

    /** Switches the grace period off. */
    @Case(rule = "LIFE-17")
    public void shouldTakeANegativeGracePeriodForNone(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store(), GRACE, "-1");
        WorkerLifeCases.serve(trial, runtime, NAME, "1");
        AtomicBoolean later = new AtomicBoolean();
        trial.after(DEFAULT_GRACE.dividedBy(2)).thenRun(() -> later.set(true));
        trial.await("shutdown", runtime.shutdown());
        expect("whether half of the default grace period has passed", false, later.get());
    }

    /** Configures a grace period that is no number. */
    @Case(rule = "LIFE-18")
    public void shouldTakeTheDefaultForAGracePeriodThatCannotBeRead(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store(), GRACE, "soon");
        WorkerLifeCases.serve(trial, runtime, NAME, "1");
        CompletableFuture<DrainReport> down = runtime.shutdown().toCompletableFuture();
        trial.mustNotHappen(
                DEFAULT_GRACE.minusMillis(100), "the end of the shutdown in the grace period", down::isDone);
        trial.await("shutdown", down);
    }

    /** Ends many requests at once. */
    @Case(rule = "LIFE-19")
    public void shouldEndWithTheLastOfManyRequests(Trial trial) {
        Queue<Items<String>> answers = new ConcurrentLinkedQueue<>();
        PlaneRuntime runtime = trial.process().runtime(trial.store(), GRACE, "0");
        PlaneEndpoint endpoint = trial.await(
                "serve",
                runtime.serve(
                        NAME,
                        (json, context) -> {
                            Items<String> answer = Items.open();
                            answers.add(answer);
                            return CompletableFuture.completedFuture(answer);
                        },
                        EndpointSetup.DEFAULT));
        List<ItemProbe<StreamItem>> streams = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            streams.add(trial.subscribe(trial.await(
                    "stream " + i,
                    trial.caller()
                            .call(endpoint.address(), "req-" + i, "{}", Map.of())
                            .opened())));
        }
        CompletableFuture<DrainReport> down = runtime.shutdown().toCompletableFuture();
        Items<String> last = answers.remove();
        List<Items<String>> rest = List.copyOf(answers);
        trial.awaitAll("ends", trial.concurrently(rest.size(), i -> {
            rest.get(i).end();
            return CompletableFuture.completedFuture(i);
        }));
        trial.mustNotHappen(A_MOMENT, "the end of the shutdown before that of the last request", down::isDone);
        last.end();
        expect("requests left in flight", 0, trial.await("shutdown", down).leftInFlight());
        streams.forEach(ItemProbe::drain);
    }

    private static ItemProbe<StreamItem> begun(
            Trial trial, PlaneRuntime runtime, HeldEngine engine, EndpointSetup setup) {
        PlaneEndpoint endpoint = trial.await("serve", runtime.serve(NAME, engine, setup));
        ItemProbe<StreamItem> stream = trial.subscribe(trial.await(
                "the stream",
                trial.caller().call(endpoint.address(), "req", "{}", Map.of()).opened()));
        engine.answer().give("1");
        stream.take(1);
        return stream;
    }
}
