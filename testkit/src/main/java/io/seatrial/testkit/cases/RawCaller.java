package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamWorker;
import java.util.Map;
import java.util.TreeMap;

/** A caller played by hand: it sends requests to a worker under test, and listens where the worker must call home. */
final class RawCaller {

    /** The id of its requests. */
    static final String ID = "req-1";

    /** The request that it sends. */
    static final String REQUEST = "{\"x\":1}";

    /** The subject under which it expects the answer. */
    static final String SUBJECT = "6b1d2c1e-7a54-4c0b-9a2e-2f9f0c1d3e4f";

    /** The handshake of whoever calls home under it. */
    static final String HANDSHAKE = "header {\"subject\":\"" + SUBJECT + "\",\"stream_type\":\"response\"}";

    private final RequestPlaneServer server;
    private final StreamWorker worker;
    private final String path;
    private final WireProbe requests;
    private final RawListener listener;

    private RawCaller(
            RequestPlaneServer server, StreamWorker worker, String path, WireProbe requests, RawListener listener) {
        this.server = server;
        this.worker = worker;
        this.path = path;
        this.requests = requests;
        this.listener = listener;
    }

    /** Registers a worker that runs this engine, and connects to it. */
    static RawCaller of(Trial trial, StreamEngine engine) {
        return of(trial, trial.process().defaultManager(), engine);
    }

    /** Registers a worker of a manager that runs this engine, and connects to it. */
    static RawCaller of(Trial trial, PlaneManager manager, StreamEngine engine) {
        RequestPlaneServer server = trial.await("server()", manager.server());
        StreamWorker worker = manager.worker(engine);
        EndpointId id = trial.endpoint("generate");
        trial.await("register of " + id, server.register(id, worker, HealthListener.NONE));
        PlaneAddress at = PlaneAddress.of(server.publishedAddress(id));
        return new RawCaller(server, worker, at.path(), trial.probe(at.socket()), trial.listenRaw());
    }

    /** Returns the worker under test. */
    StreamWorker worker() {
        return worker;
    }

    /** Returns the number of requests that the worker's server has in flight. */
    int inFlight() {
        return server.inFlight();
    }

    /** Returns where it listens. */
    RawListener listener() {
        return listener;
    }

    /** Returns a good control message. */
    String control() {
        return control(listener.hostAndPort());
    }

    /** Returns a control message with this address to call home. */
    String control(String address) {
        return controlFor(address);
    }

    /** Returns the control message of a caller who listens at this address. */
    static String controlFor(String address) {
        String info = "{\\\"address\\\":\\\"" + address + "\\\",\\\"subject\\\":\\\"" + SUBJECT
                + "\\\",\\\"context\\\":\\\"" + ID + "\\\",\\\"stream_type\\\":\\\"response\\\"}";
        return "{\"id\":\"" + ID + "\",\"request_type\":\"single_in\",\"response_type\":\"many_out\","
                + "\"connection_info\":{\"transport\":\"tcp_server\",\"info\":\"" + info + "\"}}";
    }

    /** Sends a payload and requires that it is acknowledged. */
    void send(byte[] payload) {
        requests.write(Frames.request(path, payload));
        expect("acknowledgement of a request", "", requests.readAck());
    }

    /** Sends a request with this control message. */
    void send(String control) {
        send(Frames.twoPart(Bytes.utf8(control), Bytes.utf8(REQUEST)));
    }

    /** Sends a good request, and returns the connection on which the worker calls home, behind its handshake. */
    WireProbe home() {
        send(control());
        return greeted();
    }

    /** Waits for the next call home and reads its handshake. */
    WireProbe greeted() {
        WireProbe home = listener.accept();
        expectFrames(home, HANDSHAKE);
        return home;
    }

    /** Sends a good request, and returns the connection on which the worker calls home, behind a good prologue. */
    WireProbe started() {
        WireProbe home = home();
        expectFrames(home, "header {\"error\":null}");
        return home;
    }

    /** Requires that these frames come next. */
    static void expectFrames(WireProbe home, String... words) {
        for (String frame : words) {
            expect("the worker's next frame", frame, home.readTwoPart().words());
        }
    }

    /** Requires that nothing more comes before the end of the connection. */
    static void expectEnd(WireProbe home) {
        home.expectClosed();
        expect("bytes before the end of the connection", 0, home.available());
    }

    /** Requires that in the end the worker has counted this, and has nothing in flight. */
    void expectCounted(Trial trial, Map<String, Long> errors) {
        long total = total(errors);
        trial.mustHappen("a count of " + errors + " by the worker", () -> total(worker.errors()) >= total);
        trial.mustHappen("none in flight", () -> server.inFlight() == 0);
        expect("what the worker has counted", new TreeMap<>(errors), new TreeMap<>(worker.errors()));
    }

    private static long total(Map<String, Long> errors) {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }
}
