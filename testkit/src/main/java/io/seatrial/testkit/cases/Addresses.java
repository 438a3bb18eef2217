package io.seatrial.testkit.cases;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.Trial;

/** Addresses at which there is nothing, in the form of the trial's transport. */
final class Addresses {

    private Addresses() {}

    /** An address that refuses at once. */
    static InstanceAddress dead(Trial trial) {
        String mode = trial.mode().name();
        return switch (mode) {
            case "tcp" -> InstanceAddress.tcp("127.0.0.1:" + trial.freePort() + "/dead/generate");
            case "http" ->
                new InstanceAddress(PlaneMode.HTTP, "http://127.0.0.1:" + trial.freePort() + "/v1/rpc/dead/generate");
            default ->
                new InstanceAddress(
                        trial.mode(),
                        "seat_dead.generate-" + Long.toHexString(trial.random().nextLong()));
        };
    }
}
