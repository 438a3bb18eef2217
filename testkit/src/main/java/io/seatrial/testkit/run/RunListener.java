package io.seatrial.testkit.run;

import io.seatrial.testkit.machine.Calibration;

/** Hears how a run goes, on the thread that called the runner. */
public interface RunListener {

    /** Ignores what it hears. */
    RunListener NONE = new RunListener() {};

    /** Tells that a run begins, with the number of runs of cases that it will make. */
    default void begun(int total, long seed, Calibration calibration) {}

    /** Tells a person, after the beginning, something about the run as a whole: which back ends it has, what it leaves out and why. */
    default void noted(String line) {}

    /** Tells that a case begins. A case that is skipped before it starts is told of by {@link #finished} alone. */
    default void started(PlannedRun run) {}

    /** Tells what became of a case. */
    default void finished(CaseResult result) {}
}
