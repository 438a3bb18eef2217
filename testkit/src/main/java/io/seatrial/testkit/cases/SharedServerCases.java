package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectSame;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.TrialProcess;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The one server of a process. */
public final class SharedServerCases {

    private static final int CALLERS = 64;
    private static final int MANAGERS = 8;

    /** Creates the cases of one trial. */
    public SharedServerCases() {}

    /** Asks one manager twice. */
    @Case(rule = "SHARED-01")
    public void shouldGiveTheSameServerTwice(Trial trial) {
        PlaneManager manager = trial.manager();
        RequestPlaneServer first = trial.await("first server()", manager.server());
        RequestPlaneServer second = trial.await("second server()", manager.server());
        expectSame("server of the second call", first, second);
        int own = first.port() == 0 ? 0 : 1; // a plane that listens through a broker has no port
        expect("number of listening ports", own, trial.listeningPorts().size());
    }

    /** Asks one manager from many callers at once. */
    @Case(rule = "SHARED-02")
    public void shouldStartOneServerForManyFirstCallers(Trial trial) {
        PlaneManager manager = trial.manager();
        List<RequestPlaneServer> servers =
                trial.awaitAll("server()", trial.concurrently(CALLERS, caller -> manager.server()));
        servers.forEach(server -> expectSame("server of each caller", servers.get(0), server));
        expect("number of binds", 1, trial.process().bindAttempts().size());
    }

    /** Asks many managers of one process from many callers at once. */
    @Case(rule = "SHARED-03")
    public void shouldShareOneListenerAmongAllManagersOfAProcess(Trial trial) {
        TrialProcess process = trial.process();
        List<PlaneManager> managers =
                Stream.generate(process::manager).limit(MANAGERS).toList();
        List<RequestPlaneServer> servers = trial.awaitAll(
                "server()",
                trial.concurrently(
                        CALLERS, caller -> managers.get(caller % MANAGERS).server()));
        servers.forEach(server -> expectSame("server of each manager", servers.get(0), server));
        expect("number of listening ports", 1, trial.listeningPorts().size());
        expect("published port", servers.get(0).port(), process.publishedPort());
    }

    /** Starts the servers of two planes in one process. */
    @Case(rule = "SHARED-20")
    public void shouldKeepThePlanesApart(Trial trial) {
        TrialProcess process = trial.process();
        RequestPlaneServer tcp =
                trial.await("server() over TCP", on(trial, PlaneMode.TCP).server());
        RequestPlaneServer http =
                trial.await("server() over HTTP", on(trial, PlaneMode.HTTP).server());
        expect("listening ports", Set.of(tcp.port(), http.port()), trial.listeningPorts());
        expect("number of listening ports", 2, trial.listeningPorts().size());
        expect("published port of TCP", tcp.port(), process.publishedPort(PlaneMode.TCP));
        expect("published port of HTTP", http.port(), process.publishedPort(PlaneMode.HTTP));
    }

    private static PlaneManager on(Trial trial, PlaneMode mode) {
        return trial.process().manager(new ManagerSetup(Map.of(), trial.profile(), Optional.of(mode)));
    }
}
