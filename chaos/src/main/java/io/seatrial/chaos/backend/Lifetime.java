package io.seatrial.chaos.backend;

/** Who sees to it that a started back end ends. */
public enum Lifetime {
    /** It ends with the JVM at the latest, when that ends by itself or by a signal. */
    AT_MOST_THE_JVM,

    /**
     * Its owner closes it, also when the JVM is told to end: a program that drains on SIGTERM needs its back end while it does, and what is
     * run at the end of a JVM runs all at once.
     */
    UNTIL_CLOSED
}
