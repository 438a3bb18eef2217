package io.seatrial.testkit.spi;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What kind of router to make.
 *
 * @param choice how it chooses
 * @param faultDetection whether instances that fail are passed over
 * @param busyThreshold the load above which an instance counts as busy; empty for none
 * @param migrationLimit how often a request may be sent anew; 0 for never
 */
public record RouterSetup(Choice choice, boolean faultDetection, OptionalDouble busyThreshold, int migrationLimit) {

    /** In turn, with fault detection, without a threshold or migration. */
    public static final RouterSetup DEFAULT = new RouterSetup(Choice.ROUND_ROBIN, true, OptionalDouble.empty(), 0);

    /** How a router chooses among the instances of an endpoint. */
    public enum Choice {
        /** One after the other. */
        ROUND_ROBIN,
        /** At random. */
        RANDOM,
        /** The caller names the instance of each request. */
        DIRECT
    }

    /** Creates a setup. */
    public RouterSetup {
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(busyThreshold, "busyThreshold");
    }

    /** Returns this setup with another choice. */
    public RouterSetup choosing(Choice how) {
        return new RouterSetup(how, faultDetection, busyThreshold, migrationLimit);
    }

    /** Returns this setup without fault detection. */
    public RouterSetup withoutFaultDetection() {
        return new RouterSetup(choice, false, busyThreshold, migrationLimit);
    }

    /** Returns this setup with a threshold. */
    public RouterSetup busyAbove(double load) {
        return new RouterSetup(choice, faultDetection, OptionalDouble.of(load), migrationLimit);
    }

    /** Returns this setup with migration. */
    public RouterSetup migrating(int limit) {
        return new RouterSetup(choice, faultDetection, busyThreshold, limit);
    }
}
