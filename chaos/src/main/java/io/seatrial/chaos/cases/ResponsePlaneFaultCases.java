package io.seatrial.chaos.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectFailure;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Latency;
import io.seatrial.chaos.fault.Reset;
import io.seatrial.chaos.fault.SlowClose;
import io.seatrial.chaos.fault.Timeout;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.Disconnected;
import io.seatrial.plane.PlaneException.ResponseTimeout;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.cases.Fleet;
import io.seatrial.testkit.cases.HeldEngine;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What becomes of answers while something is wrong with the way home alone. */
public final class ResponsePlaneFaultCases {

    private static final String FIRST_RESPONSE = "SEATRIAL_FIRST_RESPONSE_TIMEOUT_MS";
    private static final Duration LONG = Duration.ofMillis(1500);

    /** Longer than any wait of a case. */
    private static final Duration NEVER = Duration.ofMinutes(10);

    private static final int ITEMS = 10;

    /** Creates the cases of one trial. */
    public ResponsePlaneFaultCases() {}

    private static Reached serve(Trial trial, StreamEngine engine) {
        return Reached.serve(trial, trial.process(), trial.endpoint("generate"), manager -> manager.worker(engine));
    }

    private static List<String> answer(Trial trial, StreamCaller caller, Reached instance) {
        return trial
                .subscribe(trial.await(
                        "the stream",
                        caller.call(instance.address(), "req", "{}", Map.of()).opened()))
                .drain()
                .stream()
                .map(StreamItem::json)
                .toList();
    }

    /** Cuts every byte of an answer off from the next. */
    @Case(rule = "CHAOS-20")
    public void shouldReadAnAnswerInSingleBytes(Trial trial) {
        List<String> items =
                IntStream.range(0, ITEMS).mapToObj(i -> "{\"item\":" + i + "}").toList();
        Reached instance = serve(
                trial, (json, context) -> CompletableFuture.completedFuture(trial.items(items.toArray(String[]::new))));
        StreamCaller caller = trial.caller();
        answer(trial, caller, instance);
        try (BothWays sliced = BothWays.inject(Home.link(trial), BrokenBytesCases.SINGLE_BYTES)) {
            expect("items of an answer in single bytes", items, answer(trial, caller, instance));
        }
    }

    /** Swallows what the worker sends home. */
    @Case(rule = "CHAOS-21")
    public void shouldFailInTimeIfAnswersAreSwallowed(Trial trial) {
        Reached instance = serve(trial, Fleet.answering("1"));
        StreamCaller caller =
                trial.callerProcess().manager(FIRST_RESPONSE, "500").openCaller();
        answer(trial, caller, instance);
        try (InjectedFault hole =
                Home.link(trial).inject(Injection.of(new Timeout(Duration.ZERO), Direction.UPSTREAM))) {
            trial.awaitFailure(
                    "a request whose answer is swallowed",
                    caller.call(instance.address(), "req", "{}", Map.of()).opened(),
                    ResponseTimeout.class);
        }
        trial.mustHappen("no request to be pending", () -> caller.pending() == 0);
        expect("the answer when the way is back", List.of("1"), answer(trial, caller, instance));
    }

    /** Delays a request for longer than its caller waits. */
    @Case(rule = "CHAOS-22")
    public void shouldLeaveNothingPendingOfARequestThatIsLate(Trial trial) {
        Reached instance = serve(trial, Fleet.answering("1"));
        StreamCaller caller =
                trial.callerProcess().manager(Reached.timeout(trial), "1").openCaller();
        answer(trial, caller, instance);
        try (InjectedFault late = instance.way().inject(Injection.of(Latency.of(LONG), instance.there()))) {
            trial.awaitFailure(
                    "a request that is delayed beyond its time-out",
                    caller.call(instance.address(), "req", "{}", Map.of()).opened(),
                    PlaneException.class);
            trial.mustHappen("no request to be pending", () -> caller.pending() == 0);
        }
    }

    /** Resets the connection of an answer. */
    @Case(rule = "CHAOS-23")
    public void shouldFailAnAnswerWhoseConnectionIsReset(Trial trial) {
        breakOff(trial, home -> home.inject(Injection.of(Reset.now())));
    }

    /** Ends the connection of an answer. */
    @Case(rule = "CHAOS-24")
    public void shouldFailAnAnswerWhoseConnectionIsCut(Trial trial) {
        breakOff(trial, Home::cut);
    }

    private static void breakOff(Trial trial, Consumer<Link> fault) {
        HeldEngine engine = HeldEngine.begun();
        Reached instance = serve(trial, engine);
        StreamCaller caller = trial.caller();
        ItemProbe<StreamItem> stream = trial.subscribe(trial.await(
                "the stream",
                caller.call(instance.address(), "req", "{}", Map.of()).opened()));
        engine.answer().give("1");
        stream.take(1);
        Link home = Home.link(trial);
        fault.accept(home);
        stream.request(1);
        trial.outcome("the end of an answer that breaks off", stream.end());
        home.heal();
        engine.answer().end(); // an engine of 1.0.x learns of an orderly end by nothing else
        expectFailure(
                "an answer that breaks off",
                Disconnected.class,
                stream.failure().orElse(null));
        trial.mustHappen("no connection of a worker", () -> caller.connections() == 0);
    }

    /** Holds the end of each connection back. */
    @Case(rule = "CHAOS-25")
    public void shouldEndWithTheFinalMarkerAndNotWithTheConnection(Trial trial) {
        Reached instance = serve(trial, Fleet.answering("1"));
        StreamCaller caller = trial.caller();
        answer(trial, caller, instance);
        try (BothWays slow = BothWays.inject(Home.link(trial), new SlowClose(NEVER))) {
            expect("items of an answer", List.of("1"), answer(trial, caller, instance));
        }
    }
}
