package io.seatrial.routing;

import io.seatrial.plane.Profile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * What kind of router it is.
 *
 * @param detectsFaults whether it passes over who fails
 * @param mindsLoad whether it has a threshold above which an instance is busy
 */
record RouterShape(Profile profile, RoutingMode mode, boolean detectsFaults, boolean mindsLoad) {

    static final double THRESHOLD = 0.5;

    PushRouter open(RouterTrial trial) {
        return trial.router(builder -> {
            builder.mode(mode);
            if (mindsLoad) {
                builder.busyThreshold(THRESHOLD);
            }
            return detectsFaults ? builder : builder.withoutFaultDetection();
        });
    }

    static Arbitrary<RouterShape> all() {
        return Combinators.combine(
                        Arbitraries.of(Profile.class),
                        Arbitraries.of(RoutingMode.class),
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of(true, false))
                .as(RouterShape::new);
    }
}
