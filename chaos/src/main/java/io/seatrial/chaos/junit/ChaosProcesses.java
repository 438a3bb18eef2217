package io.seatrial.chaos.junit;

import io.seatrial.chaos.process.WorkerException;
import io.seatrial.chaos.process.WorkerProcess;
import io.seatrial.chaos.process.WorkerSpec;

/** The processes of one test. All of them are ended at its end, before its links. */
public interface ChaosProcesses {

    /**
     * Starts a worker, and returns when it serves.
     *
     * @throws WorkerException if it does not come to that, with what it said
     */
    WorkerProcess start(WorkerSpec spec);
}
