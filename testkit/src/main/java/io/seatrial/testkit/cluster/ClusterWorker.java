package io.seatrial.testkit.cluster;

import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointName;
import io.seatrial.response.Engine;
import io.seatrial.runtime.Endpoint;
import io.seatrial.runtime.Worker;

/** One worker of a cluster. */
public final class ClusterWorker {

    private final int index;
    private final Worker worker;
    private final ProcessScope process;
    private final Cluster cluster;

    ClusterWorker(int index, Worker worker, ProcessScope process, Cluster cluster) {
        this.index = index;
        this.worker = worker;
        this.process = process;
        this.cluster = cluster;
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
     * Serves an endpoint, and returns when it is reachable, published, and known to the cluster's caller.
     *
     * @param endpoint as in {@link Cluster#call(String, String)}
     */
    public Endpoint serve(String endpoint, Engine engine) {
        EndpointName name = Cluster.name(endpoint);
        Endpoint served = cluster.await("start of " + endpoint + " at " + this, worker.serve(name, engine));
        cluster.awaitKnown(name, this);
        return served;
    }

    /** Withdraws and drains what the worker serves, and returns when that is done and the caller knows it. The others go on. */
    public DrainReport close() {
        DrainReport report = cluster.await("close of " + this, worker.close());
        cluster.awaitForgotten(this);
        return report;
    }

    @Override
    public String toString() {
        return "worker " + index;
    }
}
