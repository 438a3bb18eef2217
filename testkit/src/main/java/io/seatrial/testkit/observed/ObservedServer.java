package io.seatrial.testkit.observed;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.history.Fact.Action;
import java.util.concurrent.CompletionStage;

/** Records what is asked of a server and when it returns. */
final class ObservedServer implements RequestPlaneServer {

    private final String name;
    private final RequestPlaneServer server;
    private final ObservedServers servers;
    private final Recorder recorder;

    ObservedServer(String name, RequestPlaneServer server, ObservedServers servers, Recorder recorder) {
        this.name = name;
        this.server = server;
        this.servers = servers;
        this.recorder = recorder;
    }

    String name() {
        return name;
    }

    @Override
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        RequestHandler observed = servers.handler(handler, name, id.path());
        return recorder.call(
                Action.REGISTER, name, id.path(), () -> server.register(id, observed, health), registered -> 0);
    }

    @Override
    public CompletionStage<DrainReport> unregister(EndpointId id) {
        return recorder.call(Action.UNREGISTER, name, id.path(), () -> server.unregister(id), Recorder::left);
    }

    @Override
    public String address() {
        return Given.by("address()", server.address());
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public InstanceAddress publishedAddress(EndpointId id) {
        return Given.by("publishedAddress()", server.publishedAddress(id));
    }

    @Override
    public String transportName() {
        return server.transportName();
    }

    @Override
    public boolean isHealthy() {
        return server.isHealthy();
    }

    @Override
    public int inFlight() {
        return server.inFlight();
    }

    @Override
    public CompletionStage<DrainReport> close() {
        return recorder.call(Action.CLOSE, name, "", server::close, Recorder::left);
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
