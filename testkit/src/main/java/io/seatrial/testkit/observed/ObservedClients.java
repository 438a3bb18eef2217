package io.seatrial.testkit.observed;

import io.seatrial.plane.RequestPlaneClient;
import java.util.IdentityHashMap;
import java.util.Map;

/** The clients of one process: the same client is the same object for cases, too. */
final class ObservedClients {

    private final Recorder recorder;
    private final Map<RequestPlaneClient, ObservedClient> clients = new IdentityHashMap<>();

    ObservedClients(Recorder recorder) {
        this.recorder = recorder;
    }

    synchronized ObservedClient observed(RequestPlaneClient client) {
        return clients.computeIfAbsent(client, one -> new ObservedClient(one, recorder));
    }
}
