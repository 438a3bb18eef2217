package io.seatrial.runtime;

import io.seatrial.plane.DrainReport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How a worker came down.
 *
 * @param phases what was done, in order
 * @param requests what was in flight when handlers went, and what was left, as far as their servers said so
 * @param failures what failed on the way and did not stop it
 */
public record ShutdownReport(List<Phase> phases, DrainReport requests, List<Throwable> failures) {

    /** Creates a report and copies the lists. */
    public ShutdownReport {
        phases = List.copyOf(phases);
        Objects.requireNonNull(requests, "requests");
        failures = List.copyOf(failures);
    }

    /**
     * One phase.
     *
     * @param phase which
     * @param took how long it took
     * @param left what had not ended when its bound was reached: endpoints, services; empty if all had
     */
    public record Phase(ShutdownPhase phase, Duration took, List<String> left) {

        /** Creates a phase and copies the list. */
        public Phase {
            Objects.requireNonNull(phase, "phase");
            Objects.requireNonNull(took, "took");
            left = List.copyOf(left);
        }

        /** Returns whether all ended within the bound. */
        public boolean complete() {
            return left.isEmpty();
        }

        @Override
        public String toString() {
            String rest = complete() ? "" : ", left: " + String.join(", ", left);
            return phase.label() + " " + took.toMillis() + " ms" + rest;
        }
    }

    /** Returns whether every phase was complete, no request was left and nothing failed. */
    public boolean complete() {
        return requests.complete() && failures.isEmpty() && phases.stream().allMatch(Phase::complete);
    }

    /** Returns the report as one line for people. */
    @Override
    public String toString() {
        String steps = phases.stream().map(Phase::toString).collect(Collectors.joining("; "));
        return steps + "; " + requests.leftInFlight() + " of " + requests.inFlightAtStart() + " requests left"
                + (failures.isEmpty() ? "" : "; failed: " + failures);
    }
}
