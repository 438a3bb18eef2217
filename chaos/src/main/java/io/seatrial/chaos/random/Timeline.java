package io.seatrial.chaos.random;

import java.util.List;
import java.util.OptionalLong;

/**
 * What was measured in a run. Nothing of it is asserted.
 *
 * @param beganNanos when the workload began, from the beginning of the story
 * @param samples what became of each request
 * @param bands when which fault was there
 * @param recoveryNanos how long after the healing every instance had answered; empty if they had not
 */
public record Timeline(long beganNanos, List<Sample> samples, List<Band> bands, OptionalLong recoveryNanos) {

    /** Nothing was measured. */
    static final Timeline NONE = new Timeline(0, List.of(), List.of(), OptionalLong.empty());

    /** Creates a time line. */
    public Timeline {
        samples = List.copyOf(samples);
        bands = List.copyOf(bands);
    }

    /** Where a request stands to the faults. */
    public enum Phase {
        /** It was sent before the first. */
        BEFORE,
        /** It was sent while there were some. */
        DURING,
        /** It was sent when all were healed. */
        AFTER
    }

    /** Returns the phase of a request. */
    public Phase phaseOf(Sample sample) {
        if (sample.sentNanos() < from()) {
            return Phase.BEFORE;
        }
        return sample.sentNanos() < until() ? Phase.DURING : Phase.AFTER;
    }

    /** Returns when the first fault was injected; without faults, never. */
    public long from() {
        return bands.stream().mapToLong(Band::fromNanos).min().orElse(Long.MAX_VALUE);
    }

    /** Returns when the last fault was removed. */
    public long until() {
        return bands.stream().mapToLong(Band::untilNanos).max().orElse(Long.MAX_VALUE);
    }

    /** Returns the figures of a phase. */
    public Figures figures(Phase phase) {
        return Figures.of(samplesOf(phase));
    }

    /** Returns the requests of a phase. */
    public List<Sample> samplesOf(Phase phase) {
        return samples.stream().filter(sample -> phaseOf(sample) == phase).toList();
    }
}
