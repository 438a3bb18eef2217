package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectAny;
import static io.seatrial.testkit.expect.Expect.expectContains;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.H2Probe;
import io.seatrial.testkit.probe.HttpText;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.WireProbe;
import java.util.List;
import java.util.Set;
import org.slf4j.event.Level;

/** Which requests an HTTP server takes, and what it answers to the others. */
public final class HttpRouteCases {

    /** Creates the cases of one trial. */
    public HttpRouteCases() {}

    /** Posts to the published URL. */
    @Case(rule = "HTTP-01")
    public void shouldAnswerWith202AndNoBody(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        HttpText.Message answer = http.post(http.connect(), http.path(), "abc");
        expect("status", 202, answer.status());
        expect("body", "", answer.text());
        http.expectArrived("abc");
    }

    /** Posts to a handler that throws. */
    @Case(rule = "HTTP-02")
    public void shouldAnswerWith202AlthoughTheHandlerFails(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        http.handler.throwing(new IllegalStateException("a handler that always throws"));
        expect("status", 202, http.post(http.connect(), http.path(), "abc").status());
        trial.mustHappen("the request's arrival", () -> http.handler.count() == 1);
    }

    /** Posts to nobody, on both versions of HTTP. */
    @Case(rule = "HTTP-03")
    public void shouldNotFindWhatIsNotThere(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        HttpText.Message answer = http.post(http.connect(), http.pathOfNobody(), "abc");
        expect("status over HTTP/1.1", 404, answer.status());
        expect("body over HTTP/1.1", "Endpoint not found", answer.text());
        H2Probe h2 = http.connectH2();
        HttpText.Message second = h2.response(h2.post(http.pathOfNobody(), Bytes.utf8("abc")));
        expect("status over HTTP/2", 404, second.status());
        expect("body over HTTP/2", "Endpoint not found", second.text());
        expect("requests at the handler", 0, http.handler.count());
    }

    /** Posts to nobody and reads what the operator is told. */
    @Case(rule = "HTTP-04")
    public void shouldWarnOfWhatIsNotThere(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        http.post(http.connect(), http.pathOfNobody(), "abc");
        expectAny(
                "warnings",
                "about the endpoint that is not there",
                trial.process().notices(Level.WARN),
                notice -> notice.toString().contains("No handler found for endpoint")
                        && notice.toString().contains("-nobody"));
    }

    /** Uses other methods on a route. */
    @Case(rule = "HTTP-05")
    public void shouldAllowOnlyPost(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH")) {
            HttpText.Message answer = http.exchange(http.connect(), HttpText.request(method, http.path(), new byte[0]));
            expect("status for " + method, 405, answer.status());
            expect("allow for " + method, "POST", answer.header("allow"));
        }
        expect("requests at the handler", 0, http.handler.count());
    }

    /** Posts beside the route. */
    @Case(rule = "HTTP-06")
    public void shouldNotFindWhatIsOutsideTheRoute(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        for (String path : List.of("/", "/v1", "/v1/rpc", "/v1/rpc/", "/v1/rpcx/generate", "/other/generate")) {
            expect(
                    "status for " + path,
                    404,
                    http.post(http.connect(), path, "abc").status());
        }
        expect("requests at the handler", 0, http.handler.count());
    }

    /** Configures another root. */
    @Case(rule = "HTTP-07")
    public void shouldServeAndPublishTheConfiguredRoot(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial, trial.variable("RPC_ROOT_PATH"), "/rpc/x");
        expectContains("the published path", "/rpc/x/", http.path());
        expect(
                "status below the root",
                202,
                http.post(http.connect(), http.path(), "abc").status());
        String elsewhere = http.path().replace("/rpc/x/", "/v1/rpc/");
        expect(
                "status below the default root",
                404,
                http.post(http.connect(), elsewhere, "abc").status());
    }

    /** Configures a root that is no path. */
    @Case(rule = "HTTP-08")
    public void shouldRefuseARootThatIsNoPath(Trial trial) {
        PlaneException error = trial.awaitFailure(
                "server() with the root 'rpc'",
                trial.manager(trial.variable("RPC_ROOT_PATH"), "rpc").server(),
                PlaneException.class);
        expectContains("text of the error", "rpc", error.getMessage());
        expect("listening ports", Set.of(), trial.listeningPorts());
    }

    /** Configures no root. */
    @Case(rule = "HTTP-09")
    public void shouldServeWithoutARoot(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial, trial.variable("RPC_ROOT_PATH"), "");
        expect("an empty part of the path " + http.path(), false, http.path().contains("//"));
        expect("status", 202, http.post(http.connect(), http.path(), "abc").status());
        http.expectArrived("abc");
    }

    /** Speaks both versions on one port. */
    @Case(rule = "HTTP-10")
    public void shouldServeBothVersionsOnOnePort(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        expect(
                "status over HTTP/1.1",
                202,
                http.post(http.connect(), http.path(), "one").status());
        http.expectArrived("one");
        H2Probe h2 = http.connectH2();
        expect(
                "status over HTTP/2",
                202,
                h2.response(h2.post(http.path(), Bytes.utf8("two"))).status());
        http.expectArrived("one", "two");
        expect("number of listening ports", 1, trial.listeningPorts().size());
    }

    /** Asks for an upgrade. */
    @Case(rule = "HTTP-11")
    public void shouldAnswerAnUpgradeOverHttp11(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        HttpText.Message answer = http.exchange(
                http.connect(),
                HttpText.post(
                        http.path(),
                        Bytes.utf8("abc"),
                        "connection",
                        "Upgrade, HTTP2-Settings",
                        "upgrade",
                        "h2c",
                        "http2-settings",
                        "AAMAAABkAAQAAP__"));
        expect("the status line", "HTTP/1.1 202 Accepted", answer.start());
        http.expectArrived("abc");
    }

    /** Writes the path with percent signs. */
    @Case(rule = "HTTP-21")
    public void shouldDecodeThePath(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.named(trial, "echo");
        String encoded = http.path().replace("echo", "ec%68o");
        expect("status", 202, http.post(http.connect(), encoded, "abc").status());
        http.expectArrived("abc");
    }

    /** Posts while the endpoint drains. */
    @Case(rule = "HTTP-22")
    public void shouldRefuseNewRequestsDuringTheDrain(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        http.handler.hold();
        WireProbe client = http.connect();
        http.post(client, http.path(), "first");
        trial.mustHappen("the request's arrival", () -> http.handler.running() == 1);
        var end = http.server.unregister(http.id);
        expect(
                "status during the drain",
                404,
                http.post(client, http.path(), "late").status());
        http.handler.releaseAll();
        trial.await("unregister", end);
        expect("requests at the handler", 1, http.handler.count());
    }

    /** Fills a server that runs one request and queues one. */
    @Case(rule = "HTTP-26")
    public void shouldRefuseWhatItHasNoRoomFor(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(
                trial, "SEATRIAL_HTTP_WORKER_POOL_SIZE", "1", "SEATRIAL_HTTP_WORK_QUEUE_SIZE", "1");
        http.handler.hold();
        WireProbe client = http.connect();
        expect("status of the first", 202, http.post(client, http.path(), "1").status());
        trial.mustHappen("the first request's arrival", () -> http.handler.running() == 1);
        expect("status of the second", 202, http.post(client, http.path(), "2").status());
        HttpText.Message refused = http.post(client, http.path(), "3");
        expect("status of the third", 503, refused.status());
        expectContains("its body", "overloaded", refused.text().toLowerCase(java.util.Locale.ROOT));
        http.handler.releaseAll();
        http.expectArrived("1", "2");
        expect(
                "status of a request on the same connection",
                202,
                http.post(client, http.path(), "4").status());
    }

    /** Registers one name twice. */
    @Case(rule = "HTTP-25")
    public void shouldGiveAllRequestsOfANameToTheLast(Trial trial) {
        RecordingHandler first = trial.handler();
        RecordingHandler last = trial.handler();
        EndpointId one = trial.endpoint("generate");
        InstanceAddress atFirst = trial.serve(one, first);
        InstanceAddress atLast = trial.serve(trial.endpoint("generate"), last);
        expect("the published URL of both", atFirst, atLast);
        trial.await("the request", trial.send(atFirst, "x"));
        trial.mustHappen("the request's arrival at the last", () -> last.count() == 1);
        expect("requests at the first", 0, first.count());
    }
}
