package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static io.seatrial.testkit.expect.Expect.expectNot;
import static io.seatrial.testkit.expect.Expect.expectThat;
import static io.seatrial.testkit.expect.Expect.expectThrows;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException.BindFailed;
import io.seatrial.plane.PlaneException.ConfigurationError;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.expect.CaseSkipped;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.slf4j.event.Level;

/** Where a server binds, and what of the configuration decides it. */
public final class AddressConfigurationCases {

    private static final String ROOT = "RPC_ROOT_PATH";
    private static final String PORT = "RPC_PORT";
    private static final String HOST = "RPC_HOST";

    /** An address for documentation, which no machine has. */
    private static final String NOT_LOCAL = "192.0.2.1";

    /** Creates the cases of one trial. */
    public AddressConfigurationCases() {}

    /** Makes a manager without a port and reads what the operator is told. */
    @Case(rule = "CONFIG-04")
    public void shouldTellModeAndAddressOnce(Trial trial) {
        PlaneManager manager = trial.manager();
        trial.await("server()", manager.server());
        String mode = trial.mode().name().toUpperCase(Locale.ROOT);
        List<Notice> told = trial.process().notices(Level.INFO).stream()
                .filter(notice ->
                        notice.message().equals("Initializing NetworkManager with " + mode + " request plane"))
                .toList();
        expect("number of notices about the new manager", 1, told.size());
        Map<String, Object> fields = told.get(0).fields();
        expect("mode in '" + told.get(0) + "'", trial.mode().name(), String.valueOf(fields.get("mode")));
        expect("port in '" + told.get(0) + "'", "OS-assigned", String.valueOf(fields.get("port")));
        expectThat("host in '" + told.get(0) + "'", "a host", fields.get("host") != null, fields.get("host"));
    }

    /** Configures ports that are none. */
    @Case(rule = "CONFIG-05")
    public void shouldLetTheSystemChooseWhereThePortCannotBeRead(Trial trial) {
        for (String text : List.of("abc", "70000", "-1", "", " 80 ")) {
            RequestPlaneServer server = trial.await(
                    "server() for " + trial.variable(PORT) + "='" + text + "'",
                    trial.newProcess("port" + text.strip())
                            .manager(trial.variable(PORT), text)
                            .server());
            expectNot("the port that is bound", 0, server.port());
        }
    }

    /** Configures a port that is none and reads what the operator is told. */
    @Case(rule = "CONFIG-06")
    public void shouldWarnOfWhatCannotBeRead(Trial trial) {
        String variable = trial.variable(PORT);
        trial.manager(variable, "abc");
        List<Notice> warnings = trial.process().notices(Level.WARN);
        expect("number of warnings", 1, warnings.size());
        expectContains("the warning", variable, warnings.get(0).toString());
        expectContains("the warning", "abc", warnings.get(0).toString());
    }

    /** Configures port 0. */
    @Case(rule = "CONFIG-07")
    public void shouldPublishThePortThatTheSystemChose(Trial trial) {
        RequestPlaneServer server =
                trial.await("server()", trial.manager(trial.variable(PORT), "0").server());
        expectNot("the port that is bound", 0, server.port());
        expect("the published port", server.port(), trial.process().publishedPort());
        expect("the listening ports", Set.of(server.port()), trial.listeningPorts());
    }

    /** Configures a port with a sign. */
    @Case(rule = "CONFIG-08")
    public void shouldReadAPortWithAPlusSign(Trial trial) {
        int port = trial.freePort();
        RequestPlaneServer server = trial.await(
                "server()", trial.manager(trial.variable(PORT), "+" + port).server());
        expect("the port that is bound", port, server.port());
    }

    /** Changes the variables between the manager and its server. */
    @Case(rule = "CONFIG-09")
    public void shouldBindWhatWasConfiguredWhenTheManagerWasMade(Trial trial) {
        int before = trial.freePort();
        int after = trial.freePort();
        Map<String, String> variables = ManagerSetup.variables(trial.variable(PORT), Integer.toString(before));
        PlaneManager manager =
                trial.process().manager(new ManagerSetup(variables, trial.profile(), Optional.of(trial.mode())));
        variables.put(trial.variable(PORT), Integer.toString(after));
        RequestPlaneServer server = trial.await("server()", manager.server());
        expect("the port that is bound", before, server.port());
    }

    /** Changes the root behind the manager's back. */
    @Case(rule = "CONFIG-15")
    public void shouldKeepTheRootWithWhichTheManagerWasMade(Trial trial) {
        Map<String, String> variables = ManagerSetup.variables(trial.variable(ROOT), "/before");
        PlaneManager manager =
                trial.process().manager(new ManagerSetup(variables, trial.profile(), Optional.of(trial.mode())));
        variables.put(trial.variable(ROOT), "/after");
        RequestPlaneServer server = trial.await("server()", manager.server());
        RecordingHandler handler = trial.handler();
        EndpointId id = trial.endpoint("generate");
        trial.await("register", server.register(id, handler, HealthListener.NONE));
        variables.put(trial.variable(ROOT), "/later");
        expectContains(
                "the published URL", "/before/", server.publishedAddress(id).value());
        trial.await("a request to the published URL", trial.send(server.publishedAddress(id), "x"));
        trial.mustHappen("its arrival", () -> handler.count() == 1);
    }

    /** Configures hosts that are no IP literals. */
    @Case(rule = "CONFIG-10")
    public void shouldRefuseAHostThatIsNoLiteral(Trial trial) {
        for (String host : List.of("localhost", "::1", "", "1.2.3", "127.0.0.1:80")) {
            ConfigurationError error = trial.awaitFailure(
                    "server() for " + trial.variable(HOST) + "='" + host + "'",
                    trial.manager(trial.variable(HOST), host).server(),
                    ConfigurationError.class);
            expectContains(
                    "text of the error",
                    "Invalid " + trial.mode().name().toUpperCase(Locale.ROOT)
                            + " bind address: invalid socket address syntax",
                    error.getMessage());
        }
        expect("the listening ports", Set.of(), trial.listeningPorts());
    }

    /** Binds an IPv6 address. */
    @Case(rule = {"CONFIG-11", "CONFIG-12"})
    public void shouldWriteAnIpv6Address(Trial trial) {
        Outcome<RequestPlaneServer> outcome = trial.outcome(
                "server()", trial.manager(trial.variable(HOST), "[::1]").server());
        if (outcome.failure().filter(BindFailed.class::isInstance).isPresent()) {
            throw new CaseSkipped("this machine has no IPv6: " + outcome);
        }
        RequestPlaneServer server = trial.await(
                "server()", trial.manager(trial.variable(HOST), "[::1]").server());
        String bare = trial.profile() == Profile.REFERENCE ? "[::1]" : "::1";
        expect("address of the server", trial.mode() + "://" + bare + ":" + server.port(), server.address());
        expectContains(
                "the published address",
                "[::1]:" + server.port() + "/",
                server.publishedAddress(trial.endpoint("echo")).value());
    }

    /** Gives every variable of the client a value that cannot be read. */
    @Case(rule = "CONFIG-13")
    public void shouldCallWithUnreadableClientVariables(Trial trial) {
        RequestPlaneClient client = trial.callerProcess()
                .manager(
                        trial.variable("REQUEST_TIMEOUT"), "soon",
                        trial.variable("CONNECT_TIMEOUT"), "-5",
                        trial.variable("POOL_SIZE"), "many",
                        trial.variable("CHANNEL_BUFFER"), "1.5",
                        trial.variable("MAX_MESSAGE_SIZE"), "32MiB")
                .createClient();
        RawListener worker = trial.listenRaw();
        CompletionStage<byte[]> sent =
                client.send(worker.instance("1a2b/echo"), trial.buffer(Bytes.utf8("hello")), Map.of());
        WireProbe connection = worker.accept();
        expect(
                "the payload that arrived",
                "hello",
                Bytes.text(connection.readRequest().payload()));
        connection.write(Frames.ack(""));
        expect("body of the acknowledgement", 0, trial.await("the request", sent).length);
    }

    /** Binds an address that is not of this machine. */
    @Case(rule = "CONFIG-14")
    public void shouldFailWithTheSystemsTextOnAForeignAddress(Trial trial) {
        BindFailed error = trial.awaitFailure(
                "server() on " + NOT_LOCAL,
                trial.manager(trial.variable(HOST), NOT_LOCAL).server(),
                BindFailed.class);
        expectContains("text of the error", "Cannot assign requested address", error.getMessage());
        expect("the listening ports", Set.of(), trial.listeningPorts());
    }

    /** Occupies the configured port. */
    @Case(rule = "PORT-04")
    public void shouldPublishNoPortAfterAFailedBind(Trial trial) {
        RawListener occupant = trial.listenRaw();
        PlaneManager manager = trial.manager(trial.variable(PORT), Integer.toString(occupant.port()));
        trial.awaitFailure("server() on an occupied port", manager.server(), BindFailed.class);
        expectThrows(
                "the published port after a bind that failed",
                ConfigurationError.class,
                () -> trial.process().publishedPort());
    }

    /** Compares the three places where the port can be read. */
    @Case(rule = "PORT-05")
    public void shouldPublishThePortThatListens(Trial trial) {
        RequestPlaneServer server = trial.server();
        EndpointId id = trial.endpoint("echo");
        expect("the published port", server.port(), trial.process().publishedPort());
        expectThat(
                "address of the server",
                "one that ends in :" + server.port(),
                server.address().endsWith(":" + server.port()),
                server.address());
        expectContains(
                "the address published for " + id,
                ":" + server.port(),
                server.publishedAddress(id).value());
        expect("the listening ports", Set.of(server.port()), trial.listeningPorts());
    }
}
