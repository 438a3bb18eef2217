package io.seatrial.chaos.junit;

import io.seatrial.chaos.process.WorkerProcess;
import io.seatrial.chaos.process.WorkerSpec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The processes of one test, and whether it has left one that stands still. */
final class TestProcesses implements ChaosProcesses {

    private final List<WorkerProcess> started = new CopyOnWriteArrayList<>();

    @Override
    public WorkerProcess start(WorkerSpec spec) {
        WorkerProcess worker = WorkerProcess.start(spec);
        started.add(worker);
        worker.awaitServing();
        return worker;
    }

    /** Ends them all, and returns what was still done to one of them. */
    List<String> end() {
        List<String> stopped = started.stream()
                .filter(WorkerProcess::isStopped)
                .map(worker -> "the process " + worker.pid() + " stopped, which it declared to let go on")
                .toList();
        started.forEach(WorkerProcess::close);
        return stopped;
    }
}
