package io.seatrial.testkit.cluster;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a cluster consists of.
 *
 * @param workers the number of workers
 * @param processes the number of processes among which they are dealt out; those of one process share its server and its port
 * @param transport the request plane
 * @param profile which behaviour to show
 * @param variables configuration variables of every worker and of the caller
 */
public record ClusterSetup(
        int workers, int processes, PlaneMode transport, Profile profile, Map<String, String> variables) {

    /**
     * Creates a setup.
     *
     * @throws IllegalArgumentException if there is no worker, no process, or a process without a worker
     */
    public ClusterSetup {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(profile, "profile");
        if (workers < 1 || processes < 1 || processes > workers) {
            throw new IllegalArgumentException("a cluster of " + workers + " workers in " + processes
                    + " processes: expected at least one worker, and from one process to one for each worker");
        }
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** Returns a setup of workers over TCP, each in a process of its own. */
    public static ClusterSetup of(int workers) {
        return new ClusterSetup(workers, workers, PlaneMode.TCP, Profile.REFERENCE, Map.of());
    }
}
