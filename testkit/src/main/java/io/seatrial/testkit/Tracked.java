package io.seatrial.testkit;

import io.seatrial.discovery.Discovery;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.ledger.Closers;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers what the managers of one process handed out, so that it is closed and asked afterwards whether anything is under way. */
final class Tracked {

    private final String process;
    private final Closers closers;
    private final Queue<RequestPlaneServer> servers = new ConcurrentLinkedQueue<>();
    private final Queue<StreamCaller> callers = new ConcurrentLinkedQueue<>();

    Tracked(String process, Closers closers) {
        this.process = process;
        this.closers = closers;
    }

    /** Returns a manager that is the same in all, and remembered. */
    PlaneManager manager(PlaneManager manager) {
        return new PlaneManager() {
            @Override
            public PlaneMode mode() {
                return manager.mode();
            }

            @Override
            public CompletionStage<RequestPlaneServer> server() {
                CompletionStage<RequestPlaneServer> stage = manager.server();
                stage.thenAccept(servers::add);
                return stage;
            }

            @Override
            public RequestPlaneClient createClient() {
                RequestPlaneClient client = manager.createClient();
                closers.add("a client of " + process, client::close);
                return client;
            }

            @Override
            public StreamCaller openCaller() {
                StreamCaller caller = manager.openCaller();
                callers.add(caller);
                closers.add("a stream caller of " + process, caller::close);
                return caller;
            }

            @Override
            public PlaneRouter router(Discovery store, EndpointName name, RouterSetup setup) {
                PlaneRouter router = manager.router(store, name, setup);
                closers.add("a router of " + process, router::close);
                return router;
            }

            @Override
            public StreamWorker worker(StreamEngine engine) {
                return manager.worker(engine);
            }
        };
    }

    /** Remembers a worker, to be shut down with the rest. */
    PlaneRuntime runtime(PlaneRuntime runtime) {
        closers.add("a worker of " + process, runtime::shutdown);
        return runtime;
    }

    /** Remembers a participant of a store, to be closed with the rest. */
    Discovery discovery(Discovery participant) {
        closers.add("a participant of " + participant.description() + " in " + process, participant::close);
        return participant;
    }

    /** Returns what is still under way. */
    List<CaseFailure> unfinished() {
        List<CaseFailure> findings = new ArrayList<>();
        servers.stream()
                .distinct()
                .filter(server -> server.inFlight() != 0)
                .forEach(server -> findings.add(CaseFailure.leftover(
                        "requests in flight after the server of " + process + " was closed",
                        "left " + server.inFlight())));
        callers.stream()
                .filter(caller -> caller.pending() != 0)
                .forEach(caller -> findings.add(CaseFailure.leftover(
                        "registrations of response streams after the caller of " + process + " was closed",
                        "left " + caller.pending())));
        return findings;
    }
}
