package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.WireProbe;

/** A server under test with one endpoint, spoken to in raw frames. */
final class WiredServer {

    final RequestPlaneServer server;
    final RecordingHandler handler;
    final EndpointId id;
    final String path;
    private final Trial trial;
    private final PlaneAddress address;

    private WiredServer(Trial trial, RequestPlaneServer server, String endpoint) {
        this.trial = trial;
        this.server = server;
        this.handler = trial.handler();
        this.id = trial.endpoint(endpoint);
        trial.await("register of " + id, server.register(id, handler, HealthListener.NONE));
        this.address = PlaneAddress.of(server.publishedAddress(id));
        this.path = address.path();
    }

    /** Serves an endpoint on a server that is configured by alternating names and values of variables. */
    static WiredServer open(Trial trial, String... variables) {
        return named(trial, "generate", variables);
    }

    static WiredServer named(Trial trial, String endpoint, String... variables) {
        return new WiredServer(
                trial, trial.await("server()", trial.manager(variables).server()), endpoint);
    }

    WireProbe connect() {
        return trial.probe(address.socket());
    }

    byte[] frame(String payload) {
        return frame(Bytes.utf8(payload));
    }

    byte[] frame(byte[] payload) {
        return Frames.request(path, payload);
    }

    /** A frame of exactly this many bytes, all parts counted. */
    byte[] frameOf(int totalBytes) {
        return frame(new byte[totalBytes - frame("").length]);
    }

    void expectArrived(String... payloads) {
        trial.mustHappen(payloads.length + " requests at the handler", () -> handler.count() >= payloads.length);
        for (int i = 0; i < payloads.length; i++) {
            expect("payload of request " + i, payloads[i], handler.seen().get(i).text());
        }
        expect("number of requests at the handler", payloads.length, handler.count());
    }
}
