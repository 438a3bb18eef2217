package io.seatrial.chaos.fault;

import java.time.Duration;

/** What faults ask of their parameters. */
final class Check {

    private Check() {}

    static void notNegative(Duration value, String what) {
        if (value.isNegative()) {
            throw new FaultException(what + " is " + millis(value) + " ms: it must be 0 or more");
        }
    }

    static void positive(Duration value, String what) {
        if (value.isNegative() || value.isZero()) {
            throw new FaultException(what + " is " + millis(value) + " ms: it must be more than 0");
        }
    }

    static void atLeast(long least, long value, String what) {
        if (value < least) {
            throw new FaultException(what + " is " + value + ": it must be " + least + " or more");
        }
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new FaultException(message);
        }
    }

    private static String millis(Duration value) {
        return Double.toString(value.toNanos() / 1e6);
    }
}
