package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.StreamEngine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a worker measures, and under which names. */
public final class MetricsCases {

    private static final EndpointName NAME = new EndpointName("seat", "demo", "generate");
    private static final String LABELS =
            "dynamo_component=\"demo\",dynamo_endpoint=\"generate\",dynamo_namespace=\"seat\"";
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
