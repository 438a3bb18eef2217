package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.CannotConnect;
import io.seatrial.plane.PlaneException.Overloaded;
import io.seatrial.plane.PlaneException.PayloadTooLarge;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.WireProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What becomes of requests when the NATS server is full, gone, back again, or refuses. */
public final class NatsBrokerCases {

    private static final String SERVER = "NATS_SERVER";
    private static final String REQUEST_TIMEOUT = "DYN_NATS_REQUEST_TIMEOUT_SECS";
    private static final Duration A_MOMENT = Duration.ofMillis(150);
    private static final int FLOOD = 32;
    private static final String NATS_INFO = "INFO {\"server_id\":\"case\",\"version\":\"2.9.10\",\"proto\":1,"
            + "\"host\":\"127.0.0.1\",\"port\":4222,\"headers\":true,\"max_payload\":1048576,\"auth_required\":true}\r\n";

    /** Creates the cases of one trial. */
    public NatsBrokerCases() {}

    /** Unregisters, and sends. */
    @Case(rule = "NATS-07")
    public void shouldHaveNoResponderAfterUnregister(Trial trial) {
        EndpointId id = trial.endpoint("generate");
        RecordingHandler handler = trial.handler().hold();
        InstanceAddress address = trial.serve(id, handler);
        RequestPlaneClient client = trial.callerProcess()
                .manager(REQUEST_TIMEOUT, "3") // less than the case would wait
                .createClient();
        trial.await("the request", trial.send(address, "x"));
        trial.mustHappen("its arrival", () -> handler.running() == 1);
        CompletableFuture<?> end = trial.server().unregister(id).toCompletableFuture();
        trial.mustHappen(
                "the refusal of new requests",
                () -> trial.outcome("a request", client.send(address, trial.buffer(Bytes.utf8("late")), Map.of()))
                        .failure()
                        .isPresent());
        expect("whether unregister returned before its request ended", false, end.isDone());
        handler.releaseAll();
        trial.await("unregister", end);
        trial.awaitFailure(
                "a request after unregister",
                client.send(address, trial.buffer(Bytes.utf8("x")), Map.of()),
                CannotConnect.class);
    }

    /** Unregisters while many callers send without a pause. */
    @Case(rule = "NATS-08")
    public void shouldEndUnderAFlood(Trial trial) {
        EndpointId id = trial.endpoint("flooded");
        RecordingHandler handler = trial.handler();
        InstanceAddress address = trial.serve(id, handler);
        List<CompletableFuture<Object>> floods = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            floods.add(untilRefused(trial, address).toCompletableFuture());
        }
        trial.mustHappen("the flood", () -> handler.count() > FLOOD);
        trial.await("unregister under a flood", trial.server().unregister(id));
        expect("requests that run when unregister returned", 0, handler.running());
        trial.awaitAll("the end of the flood", floods);
    }

    private static CompletionStage<Object> untilRefused(Trial trial, InstanceAddress address) {
        return trial.send(address, "x")
                .handle((ack, refusal) -> refusal == null)
                .thenCompose(taken ->
                        taken ? untilRefused(trial, address) : CompletableFuture.<Object>completedFuture("refused"));
    }

    /** Sends more than the server takes. */
    @Case(rule = "NATS-12")
    public void shouldRefuseWhatTheServerWouldNotTake(Trial trial) {
        InstanceAddress address = trial.serve(trial.endpoint("generate"), trial.handler());
        long limit = trial.nats().maxPayload();
        PayloadTooLarge error = trial.awaitFailure(
                "a request of one byte more than the limit",
                trial.client().send(address, trial.buffer(new byte[(int) limit + 1]), Map.of()),
                PayloadTooLarge.class);
        expectContains("text of the error", Long.toString(limit), error.getMessage());
        trial.await("a good request", trial.send(address, "x"));
    }

    /** Stops the server and starts it again. */
    @Case(rule = "NATS-14")
    public void shouldBeReachedAgainWhenTheServerIsBack(Trial trial) {
        OwnBackend nats = trial.backends().own("nats");
        RecordingHandler handler = trial.handler();
        RequestPlaneServer server =
                trial.await("server()", trial.manager(SERVER, nats.info().url()).server());
        EndpointId id = trial.endpoint("generate");
        trial.await("register", server.register(id, handler, HealthListener.NONE));
        RequestPlaneClient client =
                trial.callerProcess().manager(SERVER, nats.info().url()).createClient();
        InstanceAddress address = server.publishedAddress(id);
        trial.await("a request before", client.send(address, trial.buffer(Bytes.utf8("before")), Map.of()));
        nats.stop();
        nats.start();
        trial.mustHappen(
                "a request after the restart is taken",
                () -> trial.outcome("a request", client.send(address, trial.buffer(Bytes.utf8("after")), Map.of()))
                        .succeeded());
        trial.mustHappen(
                "its arrival",
                () -> handler.seen().stream().anyMatch(seen -> seen.text().equals("after")));
    }

    /** Sends while the server is gone. */
    @Case(rule = "NATS-15")
    public void shouldFailInTimeWhileTheServerIsGone(Trial trial) {
        OwnBackend nats = trial.backends().own("nats");
        RequestPlaneServer server =
                trial.await("server()", trial.manager(SERVER, nats.info().url()).server());
        EndpointId id = trial.endpoint("generate");
        trial.await("register", server.register(id, trial.handler(), HealthListener.NONE));
        RequestPlaneClient client = trial.callerProcess()
                .manager(SERVER, nats.info().url(), REQUEST_TIMEOUT, "1")
                .createClient();
        InstanceAddress address = server.publishedAddress(id);
        trial.await("a request before", client.send(address, trial.buffer(Bytes.utf8("before")), Map.of()));
        nats.kill();
        List<Outcome<byte[]>> outcomes = trial.outcomes(
                "requests while the server is gone",
                trial.concurrently(FLOOD, i -> client.send(address, trial.buffer(Bytes.utf8("during")), Map.of())));
        outcomes.forEach(
                outcome -> expect("whether a request while the server is gone succeeded", false, outcome.succeeded()));
        nats.start();
    }

    /** Has the server stand still in the middle of a request. */
    @Case(rule = "NATS-26")
    public void shouldRunARequestOnceThoughTheServerIsSlow(Trial trial) {
        OwnBackend nats = trial.backends().own("nats");
        RecordingHandler handler = trial.handler();
        RequestPlaneServer server =
                trial.await("server()", trial.manager(SERVER, nats.info().url()).server());
        EndpointId id = trial.endpoint("generate");
        trial.await("register", server.register(id, handler, HealthListener.NONE));
        RequestPlaneClient client =
                trial.callerProcess().manager(SERVER, nats.info().url()).createClient();
        InstanceAddress address = server.publishedAddress(id);
        trial.await("a request before", client.send(address, trial.buffer(Bytes.utf8("before")), Map.of()));
        nats.pause();
        CompletableFuture<byte[]> slow =
                client.send(address, trial.buffer(Bytes.utf8("slow")), Map.of()).toCompletableFuture();
        trial.mustNotHappen(A_MOMENT, "an acknowledgement through a server that stands still", slow::isDone);
        nats.resume();
        trial.await("the request", slow);
        trial.mustHappen("its arrival", () -> handler.count() >= 2);
        trial.mustNotHappen(A_MOMENT, "a second run of it", () -> handler.count() > 2);
    }

    /** Configures a URL without a scheme, of a port that nobody has, to which a plane that takes it connects once. */
    @Case(rule = "NATS-16")
    public void shouldRefuseAUrlOfAnotherScheme(Trial trial) {
        String url = "localhost:" + trial.freePort();
        PlaneException error = trial.awaitFailure(
                "server() for " + SERVER + "=" + url,
                trial.manager(SERVER, url, "NATS_STARTUP_CONNECT_TIMEOUT_SECONDS", "0")
                        .server(),
                PlaneException.class);
        expectContains("text of the error", "server must start with 'nats://'", error.getMessage());
    }

    /** Plays a server and reads who wants to be let in. */
    @Case(rule = "NATS-17")
    public void shouldTakeCredentialsInTheirOrder(Trial trial) {
        String[] all = {
            "NATS_AUTH_USERNAME", "anna", "NATS_AUTH_PASSWORD", "secret", "NATS_AUTH_TOKEN", "token1",
        };
        expectContains("credentials with all set", "\"user\":\"anna\"", connectOf(trial, all));
        expectContains(
                "credentials with a token and half a user",
                "\"auth_token\":\"token1\"",
                connectOf(trial, "NATS_AUTH_USERNAME", "anna", "NATS_AUTH_TOKEN", "token1"));
        String none = connectOf(trial);
        expectContains("credentials with none set", "\"user\":\"user\"", none);
        expectContains("credentials with none set", "\"pass\":\"user\"", none);
    }

    private static String connectOf(Trial trial, String... variables) {
        RawListener played = trial.listenRaw();
        List<String> all = new ArrayList<>(List.of(SERVER, "nats://" + played.hostAndPort()));
        all.addAll(List.of(variables));
        CompletionStage<RequestPlaneServer> server =
                trial.manager(all.toArray(String[]::new)).server();
        WireProbe connection = played.accept();
        connection.write(Bytes.utf8(NATS_INFO));
        String connect = connection.readLine();
        connection.write(Bytes.utf8("-ERR 'Authorization Violation'\r\n"));
        trial.await("close of the played server", played.close());
        connection.close();
        trial.outcome("server() of a server that refuses", server);
        return connect;
    }

    /** Uses another plane with a NATS server configured. */
    @Case(rule = "NATS-18")
    public void shouldNotConnectToNatsOnAnotherPlane(Trial trial) {
        RawListener played = trial.listenRaw();
        String url = "nats://" + played.hostAndPort();
        RequestPlaneServer server =
                trial.await("server()", trial.manager(SERVER, url).server());
        EndpointId id = trial.endpoint("echo");
        trial.await("register", server.register(id, trial.handler(), HealthListener.NONE));
        RequestPlaneClient client = trial.callerProcess().manager(SERVER, url).createClient();
        trial.await("a request", client.send(server.publishedAddress(id), trial.buffer(Bytes.utf8("x")), Map.of()));
        played.expectNoConnection(Duration.ofMillis(50));
    }

    /** Fills the worker. */
    @Case(rule = "NATS-22")
    public void shouldRefuseWhatItHasNoRoomFor(Trial trial) {
        RequestPlaneServer server = trial.await(
                "server()",
                trial.manager("SEATRIAL_NATS_WORKER_POOL_SIZE", "1", "SEATRIAL_NATS_WORK_QUEUE_SIZE", "1")
                        .server());
        EndpointId id = trial.endpoint("full");
        RecordingHandler handler = trial.handler().hold();
        trial.await("register", server.register(id, handler, HealthListener.NONE));
        InstanceAddress address = server.publishedAddress(id);
        List<Outcome<byte[]>> outcomes = trial.outcomes(
                "requests to a worker with room for two", trial.concurrently(FLOOD, i -> trial.send(address, "n" + i)));
        long taken = outcomes.stream().filter(Outcome::succeeded).count();
        expect("requests taken", 2L, taken);
        outcomes.stream()
                .flatMap(outcome -> outcome.failure().stream())
                .forEach(failure -> expect("type of a refusal", Overloaded.class, failure.getClass()));
        handler.releaseAll();
        trial.mustHappen("both requests", () -> handler.count() == 2);
    }
}
