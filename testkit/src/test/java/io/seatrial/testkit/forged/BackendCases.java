package io.seatrial.testkit.forged;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.backend.OwnBackend;

/** Cases that use back ends. */
public final class BackendCases {

    /** The rules of these cases. */
    public static final String YAML = """
            subject: Back ends
            defaults:
              level: MUST
              profiles: [reference]
              networks: [loopback, simulated]
              transports: [nats, tcp]
              why: Cases are lent what they need.
              source: forged
              hint: nothing
            rules:
              - {id: BACKEND-01, text: A manager is led to the shared one.}
              - {id: BACKEND-02, text: A case may have one of its own.}
              - {id: BACKEND-03, text: A case may ask for the shared one.}
            """;

    @Case(rule = "BACKEND-01")
    public void shouldMakeManagers(Trial trial) {
        trial.manager();
        trial.manager("NATS_SERVER", "nats://mine:1");
    }

    @Case(rule = "BACKEND-02")
    public void shouldStopItsOwn(Trial trial) {
        OwnBackend own = trial.backends().own("nats");
        own.stop();
    }

    @Case(rule = "BACKEND-03")
    public void shouldAskForTheSharedOne(Trial trial) {
        expect("its URL", "nats://shared:4222", trial.backends().shared("nats").url());
    }
}
