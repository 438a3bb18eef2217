package io.seatrial.testkit.cluster;

import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.DrainReport;
import io.seatrial.response.Engine;
import io.seatrial.runtime.Endpoint;
import io.seatrial.runtime.Worker;
import io.seatrial.testkit.time.Waits;

/** One worker of a cluster. */
public final class ClusterWorker {

    private final int index;
    private final Worker worker;
    private final ProcessScope process;
    private final Waits waits;

    ClusterWorker(int index, Worker worker, ProcessScope process, Waits waits) {
        this.index = index;
        this.worker = worker;
        this.process = process;
        this.waits = waits;
    }

    /** Returns its number, counted from 0. */
    public int index() {
        return index;
    }

    /** Returns the worker itself. */
    public Worker worker() {
        return worker;
    }

    /** Returns the process it lives in, which it may share with others. */
    public ProcessScope process() {
        return process;
    }

    /**
     * Serves an endpoint, and returns when it is reachable and published.
     *
     * @param endpoint as in {@link Cluster#call(String, String)}
     */
    public Endpoint serve(String endpoint, Engine engine) {
        return waits.value(
                "start of " + endpoint + " at worker " + index, worker.serve(Cluster.name(endpoint), engine));
    }

    /** Withdraws and drains what the worker serves, and returns when that is done. The others go on. */
    public DrainReport close() {
        return waits.value("close of worker " + index, worker.close());
    }

    @Override
    public String toString() {
        return "worker " + index;
    }
}
