package io.seatrial.routing;

import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.response.Caller;
import io.seatrial.settings.RouterSettings;
import java.time.Duration;

/**
 * What the parts of one router share.
 *
 * @param name the endpoint
 * @param caller what sends, on which network and in which profile
 * @param mode the plane on which it sends
 * @param inhibition how long an instance that failed is passed over; zero if it is not
 */
record RouterScope(EndpointName name, Caller caller, PlaneMode mode, Duration inhibition) {

    NetworkIo io() {
        return caller.plane().io();
    }

    RouterBehaviour behaviour() {
        return new RouterBehaviour(caller.plane().profile());
    }

    RouterErrors errors() {
        return new RouterErrors(name, behaviour());
    }

    boolean inhibits() {
        return !inhibition.isZero();
    }

    /** Returns how long a mark counts: a report that is not repeated must not hold for ever, also where failures are not minded. */
    Duration markedFor() {
        return inhibits() ? inhibition : RouterSettings.INHIBITED_DURATION.defaultValue();
    }

    boolean canReach(Instance instance) {
        return !behaviour().mindsPlanes() || instance.address().mode().equals(mode);
    }

    void tellOfInhibition(Instance instance, String cause) {
        caller.plane()
                .notices()
                .warn(
                        "An instance failed and is passed over",
                        "endpoint",
                        name,
                        "instance_id",
                        Long.toUnsignedString(instance.id().instanceId()),
                        "address",
                        instance.address(),
                        "for",
                        inhibition,
                        "cause",
                        cause);
    }
}
