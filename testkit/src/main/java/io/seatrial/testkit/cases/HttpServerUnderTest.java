package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.H2Probe;
import io.seatrial.testkit.probe.HttpText;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.WireProbe;

/** An HTTP server under test with one endpoint, spoken to in HTTP written by hand. */
final class HttpServerUnderTest {

    final RequestPlaneServer server;
    final RecordingHandler handler;
    final EndpointId id;
    private final Trial trial;
    private final PlaneAddress address;

    private HttpServerUnderTest(Trial trial, RequestPlaneServer server, String endpoint) {
        this.trial = trial;
        this.server = server;
        this.handler = trial.handler();
        this.id = trial.endpoint(endpoint);
        trial.await("register of " + id, server.register(id, handler, HealthListener.NONE));
        this.address = PlaneAddress.of(server.publishedAddress(id));
    }

    /** Serves an endpoint on a server that is configured by alternating names and values of variables. */
    static HttpServerUnderTest open(Trial trial, String... variables) {
        return named(trial, "generate", variables);
    }

    static HttpServerUnderTest named(Trial trial, String endpoint, String... variables) {
        return new HttpServerUnderTest(
                trial, trial.await("server()", trial.manager(variables).server()), endpoint);
    }

    /** The path of the published URL, with its first slash. */
    String path() {
        return "/" + address.path();
    }

    /** The path of an endpoint that is not there, below the same root. */
    String pathOfNobody() {
        return path() + "-nobody";
    }

    WireProbe connect() {
        return trial.probe(address.socket());
    }

    H2Probe connectH2(int... parametersAndValues) {
        return H2Probe.client(connect(), parametersAndValues);
    }

    /** Sends a POST on a connection and reads the answer. */
    HttpText.Message post(WireProbe connection, String path, String body) {
        return exchange(connection, HttpText.post(path, Bytes.utf8(body)));
    }

    HttpText.Message exchange(WireProbe connection, byte[] request) {
        connection.write(request);
        return HttpText.read(connection);
    }

    void expectArrived(String... payloads) {
        trial.mustHappen(payloads.length + " requests at the handler", () -> handler.count() >= payloads.length);
        for (int i = 0; i < payloads.length; i++) {
            expect("payload of request " + i, payloads[i], handler.seen().get(i).text());
        }
        expect("number of requests at the handler", payloads.length, handler.count());
    }

    /** Requires that a client of its own is served now. */
    void expectOthersServed() {
        WireProbe other = connect();
        expect("status for another client", 202, post(other, path(), "other").status());
    }
}
