package io.seatrial.testkit.cases;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.H2Probe;
import io.seatrial.testkit.probe.HttpText;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.ManagerSetup;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A worker that is played by the case, and a client under test that calls it. */
final class PlayedHttpServer {

    final RawListener listener;
    final InstanceAddress address;
    private final Trial trial;

    private PlayedHttpServer(Trial trial) {
        this.trial = trial;
        this.listener = trial.listenRaw();
        this.address = new InstanceAddress(PlaneMode.HTTP, "http://" + listener.hostAndPort() + "/v1/rpc/generate");
    }

    static PlayedHttpServer open(Trial trial) {
        return new PlayedHttpServer(trial);
    }

    CompletableFuture<byte[]> call(RequestPlaneClient client, String payload, String... headers) {
        Map<String, String> all = ManagerSetup.variables(headers);
        return client.send(address, trial.buffer(Bytes.utf8(payload)), all).toCompletableFuture();
    }

    /** Reads a request over the protocol that the profile speaks, and answers it. */
    HttpText.Message answer(int status, String reason, String body) {
        if (trial.profile() == Profile.REFERENCE) {
            H2Probe connection = H2Probe.server(listener.accept());
            H2Probe.Request request = connection.request();
            connection.answer(request.stream(), status, body);
            return request.message();
        }
        WireProbe connection = listener.accept();
        HttpText.Message request = HttpText.read(connection);
        connection.write(HttpText.answer(status + " " + reason, body));
        return request;
    }
}
