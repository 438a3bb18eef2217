package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectAny;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static io.seatrial.testkit.expect.Expect.expectThat;
import static io.seatrial.testkit.expect.Expect.expectThrows;

import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException.ConfigurationError;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.HttpText;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneEndpoint;
import io.seatrial.testkit.spi.PlaneRuntime;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.event.Level;

/** What a worker says of its health. */
public final class HealthCases {

    private static final EndpointName NAME = new EndpointName("seat", "demo", "generate");
    private static final EndpointName OTHER = new EndpointName("seat", "demo", "other");
    private static final String PORT = "DYN_SYSTEM_PORT";
    private static final String CANARY = "DYN_HEALTH_CHECK_ENABLED";
    private static final String STARTS = "DYN_SYSTEM_STARTING_HEALTH_STATUS";

    /** Creates the cases of one trial. */
    public HealthCases() {}

    /** Follows one endpoint through its life. */
    @Case(rule = "HEALTH-01")
    public void shouldFollowTheLifeOfAnEndpoint(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store());
        expect("endpoints before", Map.of(), runtime.endpointHealth());
        PlaneEndpoint endpoint = WorkerLifeCases.serve(trial, runtime, NAME, "1");
        expect("endpoints while it is served", Map.of("generate", true), runtime.endpointHealth());
        trial.await("close", endpoint.close());
        expect("endpoints afterwards", Map.of("generate", false), runtime.endpointHealth());
    }

    /** Serves without targets. */
    @Case(rule = "HEALTH-02")
    public void shouldBeAsItStartedWithoutTargets(Trial trial) {
        PlaneRuntime cautious = trial.process().runtime(trial.store());
        WorkerLifeCases.serve(trial, cautious, NAME, "1");
        expect("whether a worker without targets is ready", false, cautious.isReady());
        PlaneRuntime trusting = trial.process().runtime(trial.store(), STARTS, "ready");
        expect("whether a worker that starts ready is", true, trusting.isReady());
    }

    /** Serves two targets and ends one. */
    @Case(rule = "HEALTH-03")
    public void shouldBeReadyWhileAllTargetsAre(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store());
        EndpointSetup target = EndpointSetup.DEFAULT.triedWith("{}");
        trial.await("serve of one", runtime.serve(NAME, Fleet.answering("1"), target));
        PlaneEndpoint other = trial.await("serve of the other", runtime.serve(OTHER, Fleet.answering("2"), target));
        expect("whether it is ready with both", true, runtime.isReady());
        trial.await("close of the other", other.close());
        expect("whether it is ready with one of two", false, runtime.isReady());
    }

    /** Reads the page. */
    @Case(rule = "HEALTH-04")
    public void shouldTellItsHealthOverHttp(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store(), PORT, "0");
        PlaneEndpoint endpoint =
                trial.await("serve", runtime.serve(NAME, Fleet.answering("1"), EndpointSetup.DEFAULT.triedWith("{}")));
        for (String path : List.of("/health", "/live")) {
            HttpText.Message page = get(trial, runtime, path);
            expect("status of " + path + " while ready", 200, page.status());
            expectContains("the page", "\"endpoints\":{\"generate\":\"ready\"}", page.text());
            expectContains("the page", "\"status\":\"ready\"", page.text());
            expectContains("the page", "\"uptime\":{\"nanos\":", page.text());
            expectContains("its content type", "text/plain", page.header("content-type"));
        }
        trial.await("close", endpoint.close());
        HttpText.Message page = get(trial, runtime, "/health");
        expect("status while not ready", 503, page.status());
        expectContains("the page", "\"status\":\"notready\"", page.text());
    }

    /** Reads the page while a request keeps the worker from ending. */
    @Case(rule = "HEALTH-05")
    public void shouldAnswer503WhileItDrains(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        PlaneRuntime runtime = trial.process()
                .runtime(trial.store(), PORT, "0", STARTS, "ready", "DYN_GRACEFUL_SHUTDOWN_GRACE_PERIOD_SECS", "0");
        PlaneEndpoint endpoint = trial.await("serve", runtime.serve(NAME, engine, EndpointSetup.DEFAULT));
        var stream = trial.subscribe(trial.await(
                "the stream",
                trial.caller().call(endpoint.address(), "req", "{}", Map.of()).opened()));
        engine.answer().give("1");
        stream.take(1);
        expect("status before", 200, get(trial, runtime, "/health").status());
        var down = runtime.shutdown();
        expect("status while it drains", 503, get(trial, runtime, "/health").status());
        engine.answer().end();
        stream.drain();
        trial.await("shutdown", down);
    }

    /** Asks for pages that are not there. */
    @Case(rule = "HEALTH-07")
    public void shouldNotAnswerOnEveryPath(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store(), PORT, "0", STARTS, "ready");
        for (String path : List.of("/healthy", "/", "/nothing")) {
            expect("status of " + path, 404, get(trial, runtime, path).status());
        }
        HttpText.Message metadata = get(trial, runtime, "/metadata");
        expect("status of /metadata", 404, metadata.status());
        expectContains("its body", "Discovery metadata not available", metadata.text());
    }

    /** Serves a target twice, one after the other. */
    @Case(rule = "HEALTH-08")
    public void shouldWarnOfASecondTarget(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store());
        EndpointSetup target = EndpointSetup.DEFAULT.triedWith("{}");
        PlaneEndpoint first = trial.await("serve", runtime.serve(NAME, Fleet.answering("1"), target));
        trial.await("close", first.close());
        trial.await("serve again", runtime.serve(NAME, Fleet.answering("2"), target));
        expectAny(
                "warnings",
                "about the target of generate",
                trial.process().notices(Level.WARN),
                notice -> notice.toString()
                        .contains("Attempted to re-register health check for endpoint 'generate'; ignoring."));
        expect("whether it is ready as a target", true, runtime.isReady());
    }

    /** Configures what 1.0.x does not take. */
    @Case(rule = "HEALTH-12")
    public void shouldRefuseWhatTheModelRefuses(Trial trial) {
        expectThrows(
                "a worker with " + PORT + "=40000",
                ConfigurationError.class,
                () -> trial.process().runtime(trial.store(), PORT, "40000"));
        for (String text : List.of("1", "TRUE", "yes")) {
            expectThrows(
                    "a worker with " + CANARY + "=" + text,
                    ConfigurationError.class,
                    () -> trial.process().runtime(trial.store(), CANARY, text));
        }
    }

    /** Configures a port of the upper half. */
    @Case(rule = "HEALTH-13")
    public void shouldServeAPortOfTheUpperHalf(Trial trial) {
        int port = trial.freePort();
        while (port <= Short.MAX_VALUE) {
            port = trial.freePort();
        }
        PlaneRuntime runtime = trial.process().runtime(trial.store(), PORT, "" + port, STARTS, "ready");
        expect(
                "status of /health on port " + port,
                200,
                get(trial, runtime, "/health").status());
        expect("the system port", OptionalInt.of(port), trial.await("the system port", runtime.systemPort()));
    }

    private static HttpText.Message get(Trial trial, PlaneRuntime runtime, String path) {
        var port = trial.await("the system port", runtime.systemPort());
        expectThat("the system port", "there", port.isPresent(), port);
        WireProbe connection = trial.probe(new InetSocketAddress("127.0.0.1", port.getAsInt()));
        connection.write(HttpText.request("GET", path, new byte[0], "connection", "close"));
        return HttpText.read(connection);
    }
}
