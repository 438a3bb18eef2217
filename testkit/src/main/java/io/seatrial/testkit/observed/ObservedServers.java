package io.seatrial.testkit.observed;

import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.spi.StreamWorker;
import java.util.IdentityHashMap;
import java.util.Map;

/** The servers of one process: the same server is the same object for cases, too. */
final class ObservedServers {

    private final String process;
    private final Recorder recorder;
    private final Map<RequestPlaneServer, ObservedServer> servers = new IdentityHashMap<>();
    private final Map<RequestHandler, ObservedEngine> engines = new IdentityHashMap<>();

    ObservedServers(String process, Recorder recorder) {
        this.process = process;
        this.recorder = recorder;
    }

    ObservedServer observed(RequestPlaneServer given) {
        RequestPlaneServer server = Given.by("the stage of server()", given);
        ObservedServer fresh;
        synchronized (this) {
            ObservedServer known = servers.get(server);
            if (known != null) {
                return known;
            }
            fresh = new ObservedServer(process + "#" + (servers.size() + 1), server, this, recorder);
            servers.put(server, fresh);
        }
        recorder.record(new Fact.Served(fresh.name(), server.port()));
        return fresh;
    }

    /** Remembers which engine is behind a worker. */
    synchronized StreamWorker remember(StreamWorker worker, ObservedEngine engine) {
        engines.put(worker, engine);
        return worker;
    }

    /**
     * Returns the handler to register. The plane gets its own stream workers back as they are, so that it knows them again; their engines
     * record what the handler of another request would.
     */
    RequestHandler handler(RequestHandler handler, String server, String endpoint) {
        ObservedEngine engine;
        synchronized (this) {
            engine = engines.get(handler);
        }
        if (engine == null) {
            return new ObservedHandler(handler, server, endpoint, recorder);
        }
        engine.registered(server, endpoint);
        return handler;
    }
}
