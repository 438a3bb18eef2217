package io.seatrial.chaos.cases;

import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.network.TrialFaults;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.TrialProcess;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.spi.PlaneManager;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * An instance, and the link on the way to it that is its alone: before its server, or over NATS between it and the broker.
 *
 * @param server the server that serves it
 * @param id who it is
 * @param address where it is reached
 * @param way the link
 * @param there the direction of requests on the link
 */
record Reached(RequestPlaneServer server, EndpointId id, InstanceAddress address, Link way, Direction there) {

    private static final String BROKER = "NATS_SERVER";

    /** Serves a handler in the worker's process. */
    static Reached serve(Trial trial, RequestHandler handler) {
        return serve(trial, trial.process(), trial.endpoint("generate"), manager -> handler);
    }

    /** Serves in a process what its manager makes. */
    static Reached serve(
            Trial trial, TrialProcess process, EndpointId id, Function<PlaneManager, RequestHandler> handler) {
        boolean brokered = trial.mode().equals(PlaneMode.NATS);
        TrialFaults faults = TrialFaults.of(trial);
        String broker =
                brokered ? faults.anotherWayTo(trial.backends().shared("nats").url()) : "";
        PlaneManager manager = brokered ? process.manager(BROKER, broker) : process.manager();
        RequestPlaneServer server = trial.await("server()", manager.server());
        trial.await("register of " + id, server.register(id, handler.apply(manager), HealthListener.NONE));
        return new Reached(
                server,
                id,
                server.publishedAddress(id),
                brokered
                        ? faults.before(broker)
                        : faults.before(PlaneAddress.parse(server.address()).socket()),
                brokered ? Direction.DOWNSTREAM : Direction.UPSTREAM);
    }

    /** Makes a client whose requests must be acknowledged within so many seconds. */
    static RequestPlaneClient client(Trial trial, int seconds) {
        return trial.callerProcess().manager(timeout(trial), "" + seconds).createClient();
    }

    /** Returns the variable for the time from hand-over to acknowledgement. */
    static String timeout(Trial trial) {
        return trial.variable(trial.mode().equals(PlaneMode.NATS) ? "REQUEST_TIMEOUT_SECS" : "REQUEST_TIMEOUT");
    }

    /** Sends a text. */
    CompletionStage<byte[]> send(Trial trial, RequestPlaneClient client, String text) {
        return send(trial, client, Bytes.utf8(text));
    }

    /** Sends bytes. */
    CompletionStage<byte[]> send(Trial trial, RequestPlaneClient client, byte[] bytes) {
        return client.send(address, trial.buffer(bytes), Map.of());
    }
}
