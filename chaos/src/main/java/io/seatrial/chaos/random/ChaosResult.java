package io.seatrial.chaos.random;

import io.seatrial.testkit.run.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What became of one run.
 *
 * @param run its number, from 1
 * @param plan what it did
 * @param verdict what came of it
 * @param duration how long it took, in real time
 * @param story what was done when; empty if it was skipped
 * @param timeline what was measured
 * @param command what repeats it
 */
public record ChaosResult(
        int run,
        ChaosPlan plan,
        Verdict verdict,
        Duration duration,
        List<Story.Line> story,
        Timeline timeline,
        String command) {

    /** Creates a result. */
    public ChaosResult {
        Objects.requireNonNull(verdict, "verdict");
        story = List.copyOf(story);
    }
}
