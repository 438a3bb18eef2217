package io.seatrial.chaos.random;

import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.spi.RouterSetup.Choice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What one run does: data, drawn from a seed before anything is opened. Times count from the beginning of the workload.
 *
 * @param seed the seed of this run, from which its faults draw as well
 * @param transport the request plane
 * @param engine whose proxies carry the faults
 * @param workers how many workers there are
 * @param choice how the router chooses among them
 * @param faultDetection whether the router passes over workers that failed
 * @param requests the workload, in the order in which it is sent
 * @param faults the faults, in the order in which they are injected
 * @param healed when all faults are removed
 */
public record ChaosPlan(
        long seed,
        PlaneMode transport,
        Engine engine,
        int workers,
        Choice choice,
        boolean faultDetection,
        List<PlannedRequest> requests,
        List<PlannedFault> faults,
        Duration healed) {

    /** Until then nothing goes wrong: no fault comes and no handler fails. */
    public static final Duration CALM = Duration.ofMillis(200);

    /** Creates a plan. */
    public ChaosPlan {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(choice, "choice");
        requests = List.copyOf(requests);
        faults = List.copyOf(faults);
    }

    /**
     * Draws a plan. The same arguments give the same plan, on every machine and JDK.
     *
     * @param seed the seed of all runs
     * @param run the number of the run, from 1
     */
    public static ChaosPlan draw(long seed, int run, PlaneMode transport, Engine engine) {
        return PlanDraw.of(seed, run, transport, engine);
    }

    /** Returns this plan with nothing that goes wrong on its links. */
    ChaosPlan withoutFaults() {
        return new ChaosPlan(seed, transport, engine, workers, choice, faultDetection, requests, List.of(), healed);
    }

    /** Returns the names of the links that faults can be on. */
    public List<String> links() {
        return links(transport, workers);
    }

    static List<String> links(PlaneMode transport, int workers) {
        List<String> links = new ArrayList<>();
        if (transport.equals(PlaneMode.NATS)) {
            links.add(Role.BROKER.toString());
        } else {
            for (int i = 0; i < workers; i++) {
                links.add(Role.worker(i));
            }
        }
        links.add(Role.RESPONSES.toString());
        return links;
    }

    /** Returns whether a fault changes what bytes say, so that what arrives cannot be judged. */
    public boolean forges() {
        return faults.stream().anyMatch(PlannedFault::forges);
    }

    /** Returns the faults in a line, without their parameters: {@code reset on worker-0, latency on responses}. */
    public String faultsInShort() {
        return String.join(
                ", ",
                faults.stream()
                        .map(fault -> fault.injection().fault().type() + " on " + fault.link())
                        .toList());
    }

    /** Returns the topology in a line. */
    public String topology() {
        return workers + (workers == 1 ? " worker" : " workers") + " on " + transport + ", "
                + choice.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (faultDetection ? "" : " without fault detection") + ", " + requests.size() + " requests, "
                + engine.label() + " proxies";
    }

    /** Returns all of it, a line each. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        lines.add(topology());
        for (PlannedFault fault : faults) {
            lines.add(fault.at().toMillis() + " ms to " + fault.until().toMillis() + " ms: " + fault.describe());
        }
        lines.add(healed.toMillis() + " ms: healed");
        for (PlannedRequest request : requests) {
            lines.add(request.at().toMillis() + " ms: " + request.describe());
        }
        return lines;
    }
}
