package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectDistinct;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.TrialProcess;
import io.seatrial.testkit.spi.PlaneManager;
import java.util.Map;

/** Clients: made on demand, idle until they are used. */
public final class ClientCreationCases {

    /** How each transport of the model names its client, where that is not the name of the mode. */
    private static final Map<PlaneMode, String> CLIENT_NAMES = Map.of(PlaneMode.HTTP, "http2");

    /** Creates the cases of one trial. */
    public ClientCreationCases() {}

    /** Asks one manager for two clients. */
    @Case(rule = "SHARED-10")
    public void shouldMakeANewClientForEachCall(Trial trial) {
        PlaneManager manager = trial.manager();
        RequestPlaneClient first = manager.createClient();
        expectDistinct("the two clients of one manager", first, manager.createClient());
    }

    /** Makes clients, and only then sends. */
    @Case(rule = "SHARED-11")
    public void shouldConnectWithTheFirstRequest(Trial trial) {
        InstanceAddress address = trial.serve(trial.endpoint("echo"), trial.handler());
        TrialProcess caller = trial.callerProcess();
        PlaneManager manager = caller.manager();
        manager.createClient();
        RequestPlaneClient client = manager.createClient();
        expect("connections opened by clients that were only made", 0, caller.connectAttempts());
        trial.await("the first request", client.send(address, trial.buffer(new byte[] {1}), Map.of()));
        expect("connections opened for the first request", 1, caller.connectAttempts());
    }

    /** Reads the names. */
    @Case(rule = "SHARED-12")
    public void shouldNameTheTransport(Trial trial) {
        expect("name of the server", trial.mode().name(), trial.server().transportName());
        expect(
                "name of the client",
                CLIENT_NAMES.getOrDefault(trial.mode(), trial.mode().name()),
                trial.client().transportName());
    }
}
