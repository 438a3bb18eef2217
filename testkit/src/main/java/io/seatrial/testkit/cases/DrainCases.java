package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.RecordingHealth;
import io.seatrial.testkit.probe.WireProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The end of an endpoint: refuse, tell, wait, return, in that order. */
public final class DrainCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final int RACES = 20;
    private static final int REQUESTS_IN_A_RACE = 8;

    /** Creates the cases of one trial. */
    public DrainCases() {}

    /** Unregisters while a request runs. */
    @Case(rule = "SERVER-06")
    public void shouldWaitForTheRequestsInFlight(Trial trial) {
        EndpointId id = trial.endpoint("slow");
        RecordingHandler handler = trial.handler().hold();
        oneInFlight(trial, id, handler);
        CompletableFuture<DrainReport> end = trial.server().unregister(id).toCompletableFuture();
        trial.mustNotHappen(A_MOMENT, "the return of unregister while a request runs", end::isDone);
        handler.releaseAll();
        expect("what the drain reports", new DrainReport(1, 0), trial.await("unregister", end));
    }

    /** Sends while an endpoint drains. */
    @Case(rule = "SERVER-07")
    public void shouldRefuseNewRequestsDuringTheDrain(Trial trial) {
        EndpointId id = trial.endpoint("slow");
        RecordingHandler handler = trial.handler().hold();
        PlaneAddress address = PlaneAddress.of(oneInFlight(trial, id, handler));
        CompletableFuture<DrainReport> end = trial.server().unregister(id).toCompletableFuture();
        WireProbe late = trial.probe(address.socket());
        late.write(Frames.request(address.path(), Bytes.utf8("late")));
        expect("answer to a request during the drain", "Unknown endpoint: " + address.path(), late.readAck());
        expect("requests that reached the handler", 1, handler.count());
        handler.releaseAll();
        trial.await("unregister", end);
    }

    /** Listens to the health of an endpoint that drains. */
    @Case(rule = "SERVER-08")
    public void shouldTellThatItIsNotReadyWhenTheDrainBegins(Trial trial) {
        EndpointId id = trial.endpoint("slow");
        RecordingHandler handler = trial.handler().hold();
        RecordingHealth health = new RecordingHealth();
        trial.await("register", trial.server().register(id, handler, health));
        send(trial, trial.server().publishedAddress(id), handler);
        CompletableFuture<DrainReport> end = trial.server().unregister(id).toCompletableFuture();
        trial.mustHappen("the endpoint to be told not ready", () -> !health.isReady());
        expectThat("unregister when the endpoint was told not ready", "still under way", !end.isDone(), end);
        handler.releaseAll();
        trial.await("unregister", end);
        expect("all that was told", List.of("ready " + id, "not ready " + id), health.heard());
    }

    /** Never ends a request. */
    @Case(rule = "SERVER-09")
    public void shouldEndTheDrainAtItsBound(Trial trial) {
        RequestPlaneServer server = trial.await(
                "server()",
                trial.manager("DYN_RUNTIME_GRACEFUL_SHUTDOWN_TIMEOUT_SECS", "1").server());
        EndpointId id = trial.endpoint("stuck");
        RecordingHandler handler = trial.handler().hold();
        trial.await("register", server.register(id, handler, HealthListener.NONE));
        send(trial, server.publishedAddress(id), handler);
        expect(
                "what the drain reports",
                new DrainReport(1, 1),
                trial.await("unregister of an endpoint whose request never ends", server.unregister(id)));
        handler.releaseAll();
    }

    /** Lets one request run and another wait for its place when the drain ends. */
    @Case(rule = "TCPSERVER-18")
    public void shouldNotBeginWhatWasQueuedWhenTheDrainEnded(Trial trial) {
        WiredServer wired = WiredServer.open(
                trial, trial.variable("WORKER_POOL_SIZE"), "1", "DYN_RUNTIME_GRACEFUL_SHUTDOWN_TIMEOUT_SECS", "1");
        wired.handler.hold();
        WireProbe peer = wired.connect();
        peer.write(wired.frame("runs"));
        expect("the acknowledgement of the request that runs", "", peer.readAck());
        peer.write(wired.frame("queued"));
        expect("the acknowledgement of the request that is queued", "", peer.readAck());
        trial.mustHappen("one request to run", () -> wired.handler.running() == 1);
        DrainReport report = trial.await("unregister", wired.server.unregister(wired.id));
        expect("what the drain reports", new DrainReport(2, 2), report);
        wired.handler.releaseAll();
        trial.mustHappen("the end of the request that ran", () -> wired.server.inFlight() == 0);
        expect("requests that began, the one after the drain had ended included", 1, wired.handler.count());
    }

    /** Lets requests and unregister race, many times. */
    @Case(rule = "SERVER-22")
    public void shouldRunNothingBehindTheBackOfAFinishedDrain(Trial trial) {
        for (int race = 0; race < RACES; race++) {
            EndpointId id = trial.endpoint("race" + race);
            RecordingHandler handler = trial.handler();
            InstanceAddress address = trial.serve(id, handler);
            List<Integer> running = new ArrayList<>();
            List<Integer> arrived = new ArrayList<>();
            List<CompletableFuture<Object>> all = trial.concurrently(
                    REQUESTS_IN_A_RACE + 1,
                    i -> i == 0
                            ? trial.server().unregister(id).thenApply(report -> {
                                running.add(handler.running());
                                arrived.add(handler.count());
                                return report;
                            })
                            : trial.send(address, "x").handle((ack, refusal) -> "answered"));
            trial.awaitAll("a request or unregister", all);
            expect("requests that ran when unregister returned", List.of(0), running);
            expect("requests that had arrived when unregister returned", arrived, List.of(handler.count()));
        }
    }

    private static InstanceAddress oneInFlight(Trial trial, EndpointId id, RecordingHandler handler) {
        InstanceAddress address = trial.serve(id, handler);
        send(trial, address, handler);
        return address;
    }

    private static void send(Trial trial, InstanceAddress address, RecordingHandler handler) {
        trial.await("the request", trial.send(address, "x"));
        trial.mustHappen("the request's arrival", () -> handler.running() == 1);
    }
}
