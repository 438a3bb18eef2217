package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.TrialProcess;
import io.seatrial.testkit.spi.ManagerSetup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a manager makes of its configuration. */
public final class ConfigurationCases {

    private static final String REQUEST_PLANE = "DYN_REQUEST_PLANE";

    /** Creates the cases of one trial. */
    public ConfigurationCases() {}

    /** Constructs a manager and looks for what it opened. */
    @Case(rule = "CONFIG-01")
    public void shouldOpenNothingWhenConstructed(Trial trial) {
        TrialProcess process = trial.process();
        process.manager();
        trial.mustNotHappen(
                Duration.ofMillis(50),
                "a bind or a connection of a manager that was only constructed",
                () -> !process.bindAttempts().isEmpty() || process.connectAttempts() > 0);
        expect("listening ports", Set.of(), trial.listeningPorts());
    }

    /** Names each plane in several spellings. */
    @Case(rule = "CONFIG-02")
    public void shouldReadThePlaneInAnyCase(Trial trial) {
        Map<String, String> spellings = ManagerSetup.variables(
                "nats", "nats", "NATS", "nats", "Http", "http", "HTTP", "http", "tcp", "tcp", "TCP", "tcp");
        spellings.forEach((written, meant) -> expect(
                REQUEST_PLANE + "=" + written, meant, planeFor(trial, ManagerSetup.variables(REQUEST_PLANE, written))));
    }

    /** Names no plane, and planes that there are not. */
    @Case(rule = "CONFIG-03")
    public void shouldTakeTcpWhereThePlaneCannotBeRead(Trial trial) {
        expect("plane without " + REQUEST_PLANE, "tcp", planeFor(trial, Map.of()));
        for (String written : List.of("bogus", "", " tcp", "quic")) {
            expect(
                    "plane for " + REQUEST_PLANE + "='" + written + "'",
                    "tcp",
                    planeFor(trial, ManagerSetup.variables(REQUEST_PLANE, written)));
        }
    }

    private static String planeFor(Trial trial, Map<String, String> variables) {
        return trial.process().managerFrom(variables).mode().name();
    }
}
