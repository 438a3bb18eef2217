package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBytes;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.TrialProcess;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.RecordingHealth;
import io.seatrial.testkit.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.event.Level;

/** What a server owes to those who register with it, on every transport. */
public final class ServerContractCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final int PAYLOAD_BYTES = 10_000;
    private static final int MANY_ENDPOINTS = 1000;
    private static final int NAMES = 32;
    private static final int CHANGES = 10;

    /** Creates the cases of one trial. */
    public ServerContractCases() {}

    /** Sends random bytes. */
    @Case(rule = "SERVER-01")
    public void shouldHandOverTheVeryBytes(Trial trial) {
        byte[] payload = new byte[PAYLOAD_BYTES];
        trial.random().nextBytes(payload);
        RecordingHandler handler = trial.handler();
        InstanceAddress address = trial.serve(trial.endpoint("echo"), handler);
        trial.await("the request", trial.client().send(address, trial.buffer(payload), Map.of()));
        trial.mustHappen("the request's arrival", () -> handler.count() == 1);
        expectBytes(
                "the payload that the handler got",
                payload,
                handler.seen().get(0).payload());
    }

    /** Holds the handler and waits for the acknowledgement. */
    @Case(rule = "SERVER-02")
    public void shouldAcknowledgeBeforeTheHandlerEnds(Trial trial) {
        RecordingHandler handler = trial.handler().hold();
        InstanceAddress address = trial.serve(trial.endpoint("slow"), handler);
        byte[] ack = trial.await("the acknowledgement of a request whose handler is held", trial.send(address, "x"));
        expect("body of the acknowledgement", 0, ack.length);
        trial.mustHappen("the request's arrival", () -> handler.running() == 1);
        handler.releaseAll();
    }

    /** Registers, and calls at once. */
    @Case(rule = "SERVER-03")
    public void shouldBeReachableAndReadyWhenRegisterReturns(Trial trial) {
        EndpointId id = trial.endpoint("echo");
        RecordingHealth health = new RecordingHealth();
        RecordingHandler handler = trial.handler();
        trial.await("register", trial.server().register(id, handler, health));
        expect("what was told of the endpoint's health", List.of("ready " + id), health.heard());
        trial.await("a request at once", trial.send(trial.server().publishedAddress(id), "x"));
        trial.mustHappen("the request's arrival", () -> handler.count() == 1);
    }

    /** Unregisters what is not there. */
    @Case(rule = "SERVER-04")
    public void shouldAcceptTheEndOfWhatIsUnknown(Trial trial) {
        RequestPlaneServer server = trial.server();
        DrainReport report = trial.await("unregister", server.unregister(trial.endpoint("nobody")));
        expect("what was in flight", DrainReport.IDLE, report);
        if (trial.has(Capability.NOTICES)) {
            expect("warnings", List.of(), trial.process().notices(Level.WARN));
            expect("errors", List.of(), trial.process().notices(Level.ERROR));
        }
    }

    /** Unregisters twice. */
    @Case(rule = "SERVER-05")
    public void shouldAcceptASecondEnd(Trial trial) {
        EndpointId id = trial.endpoint("echo");
        trial.serve(id, trial.handler());
        trial.await("first unregister", trial.server().unregister(id));
        expect(
                "what was in flight at the second unregister",
                DrainReport.IDLE,
                trial.await("second unregister", trial.server().unregister(id)));
    }

    /** Lets a handler throw. */
    @Case(rule = "SERVER-10")
    public void shouldSurviveAHandlerThatThrows(Trial trial) {
        EndpointId id = trial.endpoint("broken");
        RecordingHandler handler = trial.handler().throwing(new IllegalStateException("a handler that always throws"));
        InstanceAddress address = trial.serve(id, handler);
        expect("body of the acknowledgement", 0, trial.await("the request", trial.send(address, "x")).length);
        trial.mustHappen("the request's arrival", () -> handler.count() == 1);
        DrainReport report = trial.await("unregister", trial.server().unregister(id));
        expect("requests left in flight", 0, report.leftInFlight());
        expect("requests in flight at the server", 0, trial.server().inFlight());
    }

    /** Fails in a handler and reads what the operator is told. */
    @Case(rule = "SERVER-27")
    public void shouldWarnOfAHandlerThatFails(Trial trial) {
        EndpointId id = trial.endpoint("broken");
        RecordingHandler handler = trial.handler().throwing(new IllegalStateException("a handler that always throws"));
        InstanceAddress address = trial.serve(id, handler);
        expect("warnings before the request", List.of(), trial.process().notices(Level.WARN));
        trial.await("the request", trial.send(address, "x"));
        trial.mustHappen(
                "a warning about the handler that fails",
                () -> !trial.process().notices(Level.WARN).isEmpty()
                        || !trial.process().notices(Level.ERROR).isEmpty());
    }

    /** Reads health while the server is open. */
    @Case(rule = "SERVER-20")
    public void shouldBeHealthyWhileOpen(Trial trial) {
        expect("health of an open server", true, trial.server().isHealthy());
    }

    /** Reads health after the end. */
    @Case(rule = "SERVER-21")
    public void shouldNotBeHealthyWhenClosed(Trial trial) {
        RequestPlaneServer server = trial.server();
        trial.await("close", server.close());
        expect("health of a closed server", false, server.isHealthy());
    }

    /** Registers a thousand workers in one process. */
    @Case(rule = "SERVER-23", profiles = "reference")
    public void shouldServeAThousandEndpointsOnOneListener(Trial trial) {
        serveAThousand(trial);
    }

    /** Registers a thousand workers in one process, on the plane whose addresses hold the instance in 1.0.x. */
    @Case(rule = "SERVER-23", profiles = "dynamo-1.0", transports = "tcp")
    public void shouldServeAThousandInstancesOnOneListener(Trial trial) {
        serveAThousand(trial);
    }

    private static void serveAThousand(Trial trial) {
        List<EndpointId> ids = new ArrayList<>();
        List<RecordingHandler> handlers = new ArrayList<>();
        List<CompletableFuture<byte[]>> sent = new ArrayList<>();
        for (int i = 0; i < MANY_ENDPOINTS; i++) {
            ids.add(trial.endpoint("generate"));
            handlers.add(trial.handler());
            sent.add(trial.send(trial.serve(ids.get(i), handlers.get(i)), "to " + i)
                    .toCompletableFuture());
        }
        trial.awaitAll("requests to each endpoint", sent);
        for (int i = 0; i < MANY_ENDPOINTS; i++) {
            RecordingHandler handler = handlers.get(i);
            trial.mustHappen("the arrival of request " + i, () -> handler.count() == 1);
            expect(
                    "the request at endpoint " + i,
                    "to " + i,
                    handler.seen().get(0).text());
        }
        expect("number of listening ports", 1, trial.listeningPorts().size());
        List<CompletableFuture<DrainReport>> ends = ids.stream()
                .map(id -> trial.server().unregister(id).toCompletableFuture())
                .toList();
        trial.awaitAll("unregister of each endpoint", ends);
    }

    /** Registers and unregisters 32 names from 32 callers, again and again. */
    @Case(rule = "SERVER-19")
    public void shouldKeepNothingAfterManyConcurrentChanges(Trial trial) {
        RequestPlaneServer server = trial.server();
        List<EndpointId> ids = new ArrayList<>();
        for (int i = 0; i < NAMES; i++) {
            ids.add(trial.endpoint("name" + i));
        }
        RecordingHandler handler = trial.handler();
        trial.awaitAll(
                "register and unregister",
                trial.concurrently(NAMES, i -> changes(server, ids.get(i), handler, CHANGES)));
        for (EndpointId id : ids) { // whatever was left would make this a duplicate
            trial.await(
                    "register of " + id + " after it was unregistered",
                    server.register(id, handler, HealthListener.NONE));
            trial.await("unregister of " + id, server.unregister(id));
        }
    }

    private static CompletionStage<DrainReport> changes(
            RequestPlaneServer server, EndpointId id, RecordingHandler handler, int rounds) {
        CompletionStage<DrainReport> round =
                server.register(id, handler, HealthListener.NONE).thenCompose(registered -> server.unregister(id));
        return rounds == 1 ? round : round.thenCompose(done -> changes(server, id, handler, rounds - 1));
    }

    /** Closes the process while a request runs. */
    @Case(rule = "SERVER-24")
    public void shouldDrainAndFreeThePortAtClose(Trial trial) {
        TrialProcess process = trial.process();
        RecordingHandler handler = trial.handler().hold();
        InstanceAddress address = trial.serve(trial.endpoint("slow"), handler);
        trial.await("the request", trial.send(address, "x"));
        trial.mustHappen("the request's arrival", () -> handler.running() == 1);
        CompletableFuture<DrainReport> closed = process.close().toCompletableFuture();
        trial.mustHappen("the end of the listener", () -> trial.listeningPorts().isEmpty());
        expectThat("close while a request runs", "still under way", !closed.isDone(), closed);
        handler.releaseAll();
        expect("requests left in flight", 0, trial.await("close", closed).leftInFlight());
    }

    /** Closes while an endpoint that was unregistered before still has a request in flight. */
    @Case(rule = "SERVER-24")
    public void shouldWaitAtCloseForAnEndpointThatDrains(Trial trial) {
        EndpointId id = trial.endpoint("slow");
        RecordingHandler handler = trial.handler().hold();
        InstanceAddress address = trial.serve(id, handler);
        trial.await("the request", trial.send(address, "x"));
        trial.mustHappen("the request's arrival", () -> handler.running() == 1);
        CompletableFuture<DrainReport> unregistered =
                trial.server().unregister(id).toCompletableFuture();
        CompletableFuture<DrainReport> closed = trial.process().close().toCompletableFuture();
        trial.mustHappen("the end of the listener", () -> trial.listeningPorts().isEmpty());
        trial.mustNotHappen(A_MOMENT, "the return of close while a request runs", closed::isDone);
        handler.releaseAll();
        expect(
                "requests left in flight by unregister",
                0,
                trial.await("unregister", unregistered).leftInFlight());
        expect(
                "requests left in flight by close",
                0,
                trial.await("close", closed).leftInFlight());
    }

    /** Sends requests that end in each way there is, and looks at the count. */
    @Case(rule = "SERVER-25")
    public void shouldCountDownAfterEachRequest(Trial trial) {
        RecordingHandler good = trial.handler();
        RecordingHandler held = trial.handler().hold();
        InstanceAddress toGood = trial.serve(trial.endpoint("good"), good);
        InstanceAddress toHeld = trial.serve(trial.endpoint("held"), held);
        List<Outcome<byte[]>> outcomes = trial.outcomes(
                "requests", trial.concurrently(NAMES, i -> trial.send(i % 2 == 0 ? toGood : toHeld, "x")));
        outcomes.forEach(outcome -> expectThat("a request", "acknowledged", outcome.succeeded(), outcome));
        trial.mustHappen("the arrival of all requests", () -> good.count() + held.count() == NAMES);
        trial.mustHappen("as many in flight as are held", () -> trial.server().inFlight() == NAMES / 2);
        held.releaseAll();
        trial.mustHappen("none in flight in the end", () -> trial.server().inFlight() == 0);
    }
}
