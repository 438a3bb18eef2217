package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expectBetween;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.StreamEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a worker measures, and under which names. */
public final class MetricsCases {

    private static final EndpointName NAME = new EndpointName("seat", "demo", "generate");
    private static final String LABELS =
            "dynamo_component=\"demo\",dynamo_endpoint=\"generate\",dynamo_namespace=\"seat\"";
    private static final Duration A_WHILE = Duration.ofMillis(100);
    private static final String PREFIX = "dynamo_component_";

    /** Creates the cases of one trial. */
    public MetricsCases() {}

    /** Counts requests. */
    @Case(rule = "METRICS-01")
    public void shouldCountRequestsUnderDynamosName(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store());
        InstanceAddress address =
                WorkerLifeCases.serve(trial, runtime, NAME, "1").address();
        for (int i = 0; i < 3; i++) {
            WorkerLifeCases.answers(trial, address);
        }
        expectSeries(trial, runtime, "requests_total", LABELS, 3);
    }

    /** Counts errors. */
    @Case(rule = "METRICS-02")
    public void shouldCountErrorsThatHappened(Trial trial) {
        StreamEngine refusing = (json, context) -> json.contains("bad")
                ? CompletableFuture.failedFuture(new IllegalArgumentException("bad"))
                : CompletableFuture.completedFuture(Items.of(List.of("1")));
        PlaneRuntime runtime = trial.process().runtime(trial.store());
        InstanceAddress address = trial.await("serve", runtime.serve(NAME, refusing, EndpointSetup.DEFAULT))
                .address();
        WorkerLifeCases.answers(trial, address);
        expectThat(
                "the series of errors before the first",
                "none",
                runtime.metrics().keySet().stream().noneMatch(series -> series.startsWith(PREFIX + "errors_total")),
                runtime.metrics().keySet());
        trial.awaitFailure(
                "a bad request",
                trial.caller().call(address, "req", "\"bad\"", Map.of()).opened(),
                PlaneException.class);
        expectSeries(trial, runtime, "errors_total", LABELS + ",error_type=\"generate\"", 1);
    }

    /** Ends requests in each way there is. */
    @Case(rule = "METRICS-03")
    public void shouldCountDownInFlight(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        PlaneRuntime runtime = trial.process().runtime(trial.store());
        InstanceAddress address = trial.await("serve", runtime.serve(NAME, engine, EndpointSetup.DEFAULT))
                .address();
        var stream = trial.subscribe(trial.await(
                "the stream",
                trial.caller().call(address, "req", "{}", Map.of()).opened()));
        engine.answer().give("1");
        stream.take(1);
        expectSeries(trial, runtime, "inflight_requests", LABELS, 1);
        stream.cancel();
        trial.await("the stop at the engine", engine.context().stopped());
        engine.answer().end();
        expectSeries(trial, runtime, "inflight_requests", LABELS, 0);
        trial.await(
                "a request that cannot be decoded",
                trial.client().send(address, trial.buffer(Bytes.utf8("short")), Map.of()));
        expectSeries(trial, runtime, "requests_total", LABELS, 2);
        expectSeries(trial, runtime, "inflight_requests", LABELS, 0);
    }

    /** Counts bytes. */
    @Case(rule = "METRICS-04")
    public void shouldCountBytesOfRequestsAndAnswers(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store());
        InstanceAddress address = WorkerLifeCases.serve(trial, runtime, NAME, "\"an answer of some length\"")
                .address();
        WorkerLifeCases.answers(trial, address);
        expectSeries(trial, runtime, "requests_total", LABELS, 1);
        trial.mustHappen("the bytes of the answer", () -> value(runtime, "response_bytes_total", LABELS) > 25);
        expectThat(
                "bytes of the request",
                "those of control message and request",
                value(runtime, "request_bytes_total", LABELS) > 24 + 2,
                value(runtime, "request_bytes_total", LABELS));
    }

    /** Counts the bytes of a request that is written by hand, and of what comes home. */
    @Case(rule = "METRICS-06")
    public void shouldCountTheBytesThatTravel(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store());
        InstanceAddress address = WorkerLifeCases.serve(trial, runtime, NAME, "\"an answer of some length\"")
                .address();
        RawListener caller = trial.listenRaw();
        byte[] payload =
                Frames.twoPart(Bytes.utf8(RawCaller.controlFor(caller.hostAndPort())), Bytes.utf8(RawCaller.REQUEST));
        trial.await("the acknowledgement", trial.client().send(address, trial.buffer(payload), Map.of()));
        WireProbe home = caller.accept();
        RawCaller.expectFrames(home, RawCaller.HANDSHAKE, "header {\"error\":null}");
        int bodies = 0;
        Frames.TwoPart frame = home.readTwoPart();
        while (frame.header().length == 0) {
            bodies += frame.body().length;
            frame = home.readTwoPart();
        }
        expectSeries(trial, runtime, "request_bytes_total", LABELS, payload.length);
        expectSeries(trial, runtime, "response_bytes_total", LABELS, bodies);
    }

    /** Measures how long a request takes. */
    @Case(rule = "METRICS-07")
    public void shouldMeasureHowLongRequestsTake(Trial trial) {
        StreamEngine slow = (json, context) -> trial.after(A_WHILE).thenApply(passed -> Items.of(List.of("1")));
        PlaneRuntime runtime = trial.process().runtime(trial.store());
        InstanceAddress address = trial.await("serve", runtime.serve(NAME, slow, EndpointSetup.DEFAULT))
                .address();
        long before = trial.nanoTime();
        WorkerLifeCases.answers(trial, address);
        expectSeries(trial, runtime, "request_duration_seconds_count", LABELS, 1);
        trial.mustHappen("a time in the sum", () -> value(runtime, "request_duration_seconds_sum", LABELS) > 0);
        Duration most = Duration.ofNanos(trial.nanoTime() - before);
        double seconds = value(runtime, "request_duration_seconds_sum", LABELS);
        expectBetween(
                "milliseconds that the request took, as measured by the worker",
                A_WHILE.toMillis() / 2, // clocks may be coarse
                most.toMillis() + 1,
                Math.round(seconds * 1000));
    }

    private static void expectSeries(Trial trial, PlaneRuntime runtime, String name, String labels, double value) {
        String series = PREFIX + name + "{" + labels + "}";
        trial.mustHappen(
                series + " to be " + value + " among " + runtime.metrics(),
                () -> runtime.metrics().getOrDefault(series, -1.0) == value);
    }

    private static double value(PlaneRuntime runtime, String name, String labels) {
        return runtime.metrics().getOrDefault(PREFIX + name + "{" + labels + "}", -1.0);
    }
}
