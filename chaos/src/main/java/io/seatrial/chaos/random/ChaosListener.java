package io.seatrial.chaos.random;

import io.seatrial.testkit.machine.Calibration;

/** Hears how runs go, on the thread that makes them. */
public interface ChaosListener {

    /** Ignores what it hears. */
    ChaosListener NONE = new ChaosListener() {};

    /** Tells that so many runs begin. */
    default void begun(int runs, Calibration calibration) {}

    /** Tells a person something about all of them: which servers were taken. */
    default void noted(String line) {}

    /** Tells that a run begins. One that is skipped is told of by {@link #finished} alone. */
    default void started(int run, ChaosPlan plan) {}

    /** Tells what became of a run. */
    default void finished(ChaosResult result) {}
}
