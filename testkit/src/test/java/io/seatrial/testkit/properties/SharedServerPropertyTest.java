package io.seatrial.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.Profile;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/**
 * Any number of managers, processes, callers, failing binds and cancels, in any order, give one bind, one port and one server object, and
 * errors where the model says. A failure names the seed of its story: {@code new SharedServerStory(seed, profile).play()} repeats it.
 */
class SharedServerProperties {

    private static final int ENOUGH_CALLS = 500;

    // Stories do not shrink: a seed next to it tells another story.
    @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
    void shouldGiveOneServerWhateverHappens(@ForAll long seed, @ForAll Profile profile) {
        int calls = new SharedServerStory(seed, profile).play();
        Statistics.label("calls").collect(calls == 0 ? "none" : calls < 5 ? "few" : "many");
    }

    @Test
    void shouldTellStoriesInWhichMuchHappens() {
        int calls = 0;
        for (long seed = 0; seed < 200; seed++) {
            calls += new SharedServerStory(seed, Profile.REFERENCE).play();
        }
        assertThat(calls).as("calls in 200 stories").isGreaterThan(ENOUGH_CALLS);
    }
}
