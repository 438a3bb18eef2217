package io.seatrial.testkit.simulation;

import io.seatrial.testkit.simulation.WorldEvent.Kind;
import java.util.function.BooleanSupplier;

/** Runs a world: all that is due, then the clock moves to the next timer, and so on. */
final class WorldRun {

    private WorldRun() {}

    /** How a run ended. */
    enum End {
        /** The condition holds. */
        DONE,
        /** The limit is reached. */
        TIME_UP,
        /** Nothing is left that could make the condition hold. */
        NOTHING_SCHEDULED
    }

    /**
     * Runs until a condition holds, which is looked at when nothing more is due at an instant.
     *
     * @param limit the time, as of the clock, that is not passed; what is due then is still done
     */
    static End until(
            BooleanSupplier condition, long limit, SimulationLoop loop, VirtualClock clock, WorldRecorder recorder) {
        loop.requireOwner();
        if (loop.isRunning()) {
            throw new IllegalStateException("Code inside the simulation cannot wait for it: compose stages instead");
        }
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw new StuckException("interrupted at " + clock.describe());
            }
            int tasks = loop.runDue();
            loop.requireOwner(); // a task may have let another thread in
            if (tasks > 0) {
                recorder.record(Kind.TASKS, "", tasks);
            }
            if (condition.getAsBoolean()) {
                return End.DONE;
            }
            if (tasks == 0) {
                if (clock.nanoTime() >= limit) {
                    return End.TIME_UP;
                }
                if (!loop.advance(limit)) {
                    return End.NOTHING_SCHEDULED;
                }
            }
        }
    }
}
