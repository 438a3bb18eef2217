package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBetween;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static io.seatrial.testkit.expect.Expect.expectFailure;
import static io.seatrial.testkit.expect.Expect.expectSame;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException.BindFailed;
import io.seatrial.plane.PlaneException.Closed;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.TrialProcess;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.machine.Machine;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.spi.PlaneManager;
import java.net.BindException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.event.Level;

/** The start of the one server of a process: who starts it, what a failure leaves behind, who is told. */
public final class ServerStartCases {

    private static final String PORT = "RPC_PORT";
    private static final int CALLERS = 8;

    /** Creates the cases of one trial. */
    public ServerStartCases() {}

    /** Configures two managers for two ports. */
    @Case(rule = "SHARED-04")
    public void shouldKeepTheAddressOfTheFirstManager(Trial trial) {
        RequestPlaneServer first = trial.server();
        int other = trial.freePort();
        RequestPlaneServer second = trial.await(
                "server() of the second manager",
                trial.manager(trial.variable(PORT), "" + other).server());
        expectSame("server of the second manager", first, second);
        expect("the listening ports", Set.of(first.port()), trial.listeningPorts());
        expect("the published port", first.port(), trial.process().publishedPort());
    }

    /** Configures two managers for two ports and reads what the operator is told. */
    @Case(rule = "SHARED-05")
    public void shouldWarnAManagerWhosePortIsNotUsed(Trial trial) {
        RequestPlaneServer first = trial.server();
        int other = trial.freePort();
        trial.await(
                "server() of the second manager",
                trial.manager(trial.variable(PORT), "" + other).server());
        List<Notice> warnings = trial.process().notices(Level.WARN);
        expect("number of warnings", 1, warnings.size());
        expectContains("the warning", Integer.toString(other), warnings.get(0).toString());
        expectContains(
                "the warning", Integer.toString(first.port()), warnings.get(0).toString());
    }

    /** Occupies the port, then frees it. */
    @Case(rule = "SHARED-06")
    public void shouldStartOnTheSameManagerOnceThePortIsFree(Trial trial) {
        RawListener occupant = trial.listenRaw();
        PlaneManager manager = trial.manager(trial.variable(PORT), "" + occupant.port());
        BindFailed error = trial.awaitFailure("server() on an occupied port", manager.server(), BindFailed.class);
        expectContains("text of the error", "Address already in use", error.getMessage());
        trial.await("close of the other listener", occupant.close());
        RequestPlaneServer server = trial.await("server() on the port that is free now", manager.server());
        expect("the port that is bound", occupant.port(), server.port());
    }

    /** Lets many callers meet an occupied port. */
    @Case(rule = "SHARED-07")
    public void shouldFailEachOfManyCallersOnceAndRecover(Trial trial) {
        RawListener occupant = trial.listenRaw();
        TrialProcess process = trial.process();
        PlaneManager manager = process.manager(trial.variable(PORT), "" + occupant.port());
        List<Outcome<RequestPlaneServer>> outcomes =
                trial.outcomes("server() on an occupied port", trial.concurrently(CALLERS, caller -> manager.server()));
        outcomes.forEach(outcome -> expectFailure(
                "server() on an occupied port",
                BindFailed.class,
                outcome.failure().orElse(null)));
        expectBetween(
                "number of bind attempts", 1, CALLERS, process.bindAttempts().size());
        trial.await("close of the other listener", occupant.close());
        expect(
                "the port that is bound in the end",
                occupant.port(),
                trial.await("server() on the port that is free now", manager.server())
                        .port());
    }

    /** Gives up a call while the bind is slow. */
    @Case(rule = "SHARED-08")
    public void shouldGoOnForTheOthersWhenOneCallerGivesUp(Trial trial) {
        TrialProcess process = trial.process();
        CompletableFuture<Void> bindMayGoOn = new CompletableFuture<>();
        process.beforeBind(address -> bindMayGoOn);
        PlaneManager manager = process.manager();
        CompletableFuture<RequestPlaneServer> first = manager.server().toCompletableFuture();
        CompletableFuture<RequestPlaneServer> second = manager.server().toCompletableFuture();
        trial.mustHappen("the first caller's bind", () -> process.bindAttempts().size() == 1);
        first.cancel(true);
        bindMayGoOn.complete(null);
        RequestPlaneServer server = trial.await("server() of the caller that stayed", second);
        expectSame("server of a later call", server, trial.await("a later server()", manager.server()));
        expect("number of binds", 1, process.bindAttempts().size());
        expect("the listening ports", Set.of(server.port()), trial.listeningPorts());
    }

    /** Fails the first bind while a second caller waits for it. */
    @Case(rule = "SHARED-09")
    public void shouldLetAWaiterTryItselfWhenTheFirstAttemptFails(Trial trial) {
        TrialProcess process = trial.process();
        CompletableFuture<Void> firstBind = new CompletableFuture<>();
        AtomicInteger binds = new AtomicInteger();
        process.beforeBind(
                address -> binds.incrementAndGet() == 1 ? firstBind : CompletableFuture.completedFuture(null));
        PlaneManager manager = process.manager();
        CompletableFuture<RequestPlaneServer> first = manager.server().toCompletableFuture();
        CompletableFuture<RequestPlaneServer> second = manager.server().toCompletableFuture();
        trial.mustHappen("the first caller's bind", () -> binds.get() == 1);
        firstBind.completeExceptionally(new BindException("Address already in use"));
        trial.awaitFailure("server() of the caller whose attempt failed", first, BindFailed.class);
        RequestPlaneServer server = trial.await("server() of the caller that waited", second);
        expect("number of bind attempts", 2, binds.get());
        expect("the published port", server.port(), process.publishedPort());
    }

    /** Closes a process and opens another. */
    @Case(rule = "SHARED-13")
    public void shouldBindAnewInAProcessThatComesLater(Trial trial) {
        TrialProcess before = trial.newProcess("before");
        int oldPort = before.server().port();
        String oldAddress = before.server().address();
        trial.await("close of the first process", before.close());
        TrialProcess after = trial.newProcess("after");
        int newPort = after.server().port();
        expect("the published port of the second process", newPort, after.publishedPort());
        expect("the listening ports", Set.of(newPort), trial.listeningPorts());
        expectThat(
                "a connection to the port " + oldPort + " of the closed process",
                "a refusal",
                newPort == oldPort
                        || !trial.outcome(
                                        "a connection to " + oldAddress,
                                        trial.connect(
                                                PlaneAddress.parse(oldAddress).socket()))
                                .succeeded(),
                "accepted");
    }

    /** Opens and closes many processes. */
    @Case(rule = "SHARED-14")
    public void shouldLeaveNoListenerOfManyProcesses(Trial trial) {
        for (int round = 0; round < 20; round++) {
            TrialProcess process = trial.newProcess("round" + round);
            process.server();
            trial.await("close of process " + round, process.close());
        }
        expect("the listening ports", Set.of(), trial.listeningPorts());
    }

    /** Configures two processes for one port. */
    @Case(rule = "SHARED-15")
    public void shouldRefuseOnePortToTwoProcesses(Trial trial) {
        int port = trial.newProcess("first").server().port();
        BindFailed error = trial.awaitFailure(
                "server() of the second process",
                trial.newProcess("second")
                        .manager(trial.variable(PORT), "" + port)
                        .server(),
                BindFailed.class);
        expectContains("text of the error", "Address already in use", error.getMessage());
    }

    /** Reads the error of a bind that failed. */
    @Case(rule = "SHARED-16")
    public void shouldNameTheAddressInTheErrorOfABind(Trial trial) {
        RawListener occupant = trial.listenRaw();
        BindFailed error = trial.awaitFailure(
                "server() on an occupied port",
                trial.manager(trial.variable(PORT), "" + occupant.port()).server(),
                BindFailed.class);
        expectContains("text of the error", ":" + occupant.port(), error.getMessage());
    }

    /** Opens two processes side by side. */
    @Case(rule = "SHARED-17")
    public void shouldListenOnceForEachLiveProcess(Trial trial) {
        int first = trial.newProcess("first").server().port();
        int second = trial.newProcess("second").server().port();
        expect("the listening ports", Set.of(first, second), trial.listeningPorts());
    }

    /** Starts the server from a thread that ends. */
    @Case(rule = "SHARED-18")
    public void shouldOutliveTheThreadThatStartedIt(Trial trial) {
        PlaneManager manager = trial.manager();
        AtomicReference<Thread> starter = new AtomicReference<>();
        RequestPlaneServer server = trial.await(
                "server()",
                CompletableFuture.supplyAsync(manager::server, task -> starter.set(Machine.start("starter", task)))
                        .thenCompose(stage -> stage));
        trial.mustHappen(
                "the end of the thread that asked for the server",
                () -> !starter.get().isAlive());
        EndpointId id = trial.endpoint("echo");
        RecordingHandler handler = trial.handler();
        trial.await("register", server.register(id, handler, HealthListener.NONE));
        for (int i = 1; i <= 3; i++) {
            trial.await(
                    "request " + i + " behind the end of that thread", trial.send(server.publishedAddress(id), "x"));
        }
        trial.mustHappen("the requests' arrival", () -> handler.count() == 3);
        // One that never says a word is there as well when the server is closed.
        expectThat(
                "connection to the server", "an open one", trial.probe(server).isOpen(), "closed");
    }

    /** Asks a closed process for its server. */
    @Case(rule = "SHARED-19")
    public void shouldRefuseTheServerOfAClosedProcess(Trial trial) {
        TrialProcess process = trial.newProcess("closed");
        PlaneManager manager = process.manager();
        trial.await("close of the process", process.close());
        trial.awaitFailure("server() of a closed process", manager.server(), Closed.class);
        expect("the listening ports", Set.of(), trial.listeningPorts());
    }

    /** Asks a manager that had the server before its process was closed. */
    @Case(rule = "SHARED-19")
    public void shouldNotGiveTheServerOfAClosedProcessAgain(Trial trial) {
        TrialProcess process = trial.newProcess("closed");
        PlaneManager manager = process.manager();
        trial.await("server()", manager.server());
        trial.await("close of the process", process.close());
        trial.awaitFailure("server() of a closed process", manager.server(), Closed.class);
    }
}
