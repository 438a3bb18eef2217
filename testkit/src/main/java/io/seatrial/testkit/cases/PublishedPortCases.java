package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectThrows;

import io.seatrial.plane.PlaneException.ConfigurationError;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.spi.Notice;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.TrialProcess;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.event.Level;

/** The port that a process publishes: once, and never another. */
public final class PublishedPortCases {

    private static final int FIRST = 41_873;
    private static final int SECOND = 41_874;

    /** The planes of the model, whose texts are known. */
    private static final Set<PlaneMode> WITH_A_TEXT = Set.of(PlaneMode.TCP, PlaneMode.HTTP);

    /** Creates the cases of one trial. */
    public PublishedPortCases() {}

    /** Asks for the port when there is none. */
    @Case(rule = "PORT-01")
    public void shouldRefuseToNameAPortBeforeTheServerIsUp(Trial trial) {
        trial.manager();
        ConfigurationError error = expectThrows(
                "the published port before the first server()",
                ConfigurationError.class,
                () -> trial.process().publishedPort());
        if (WITH_A_TEXT.contains(trial.mode())) {
            expect(
                    "text of the error",
                    trial.mode().name().toUpperCase(Locale.ROOT) + " RPC port not initialized. This is not expected.",
                    error.getMessage());
        }
    }

    /** Publishes two ports. */
    @Case(rule = "PORT-02")
    public void shouldKeepTheFirstPort(Trial trial) {
        TrialProcess process = trial.process();
        expect("whether the first port was taken", true, process.publishPort(FIRST));
        expect("whether a second port was taken", false, process.publishPort(SECOND));
        expect("the published port", FIRST, process.publishedPort());
        expect("warnings about the second port", 1, process.notices(Level.WARN).size());
    }

    /** Publishes two ports and reads what the operator is told. */
    @Case(rule = "PORT-03")
    public void shouldNameThePortInForce(Trial trial) {
        TrialProcess process = trial.process();
        process.publishPort(FIRST);
        process.publishPort(SECOND);
        List<Notice> warnings = process.notices(Level.WARN);
        expect("number of warnings", 1, warnings.size());
        expect(
                "existing_port in '" + warnings.get(0) + "'",
                FIRST,
                warnings.get(0).fields().get("existing_port"));
        expect(
                "new_port in '" + warnings.get(0) + "'",
                SECOND,
                warnings.get(0).fields().get("new_port"));
    }
}
