package io.seatrial.chaos.random;

import io.seatrial.plane.PlaneMode;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Which runs to make.
 *
 * @param seed what all plans are drawn from
 * @param numbers the numbers of the runs, from 1
 * @param transports the request planes, which take turns
 * @param engine whose proxies carry the faults
 * @param planeWords what the command takes that makes a run again with the same plane, behind a blank; empty for the reference
 */
public record ChaosOptions(
        long seed, List<Integer> numbers, List<PlaneMode> transports, Engine engine, String planeWords) {

    /** Creates options. */
    public ChaosOptions {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(planeWords, "planeWords");
        numbers = List.copyOf(numbers);
        transports = List.copyOf(transports);
        if (transports.isEmpty()) {
            throw new IllegalArgumentException("no transport: name at least one");
        }
    }

    /** Creates options for runs against the reference. */
    public ChaosOptions(long seed, List<Integer> numbers, List<PlaneMode> transports, Engine engine) {
        this(seed, numbers, transports, engine, "");
    }

    /** Returns options for the runs from 1 to a number. */
    public static ChaosOptions upTo(int runs, long seed, List<PlaneMode> transports, Engine engine) {
        return new ChaosOptions(seed, IntStream.rangeClosed(1, runs).boxed().toList(), transports, engine);
    }

    /** Returns the same options for another plane than the reference. */
    public ChaosOptions against(String words) {
        return new ChaosOptions(seed, numbers, transports, engine, words);
    }

    /** Returns the plan of a run. */
    public ChaosPlan plan(int run) {
        return ChaosPlan.draw(seed, run, transports.get((run - 1) % transports.size()), engine);
    }

    /** Returns the command that makes one run again. */
    String command(int run, ChaosPlan plan) {
        return "./seatrial chaos --seed " + seed + " --run " + run + " --transport " + plan.transport()
                + (engine == Engine.EMBEDDED ? "" : " --engine " + engine.label())
                + planeWords;
    }
}
