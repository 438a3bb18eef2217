package io.seatrial.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.SkipsWithoutNats;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * Any number of managers, processes, callers, failing binds and cancels, in any order, give one bind, one port and one server object, and
 * errors where the model says. A failure names the seed of its story: {@code new SharedServerStory(seed, profile, mode).play()} repeats it.
 */
class SharedServerPropertyTest {

    private static final int ENOUGH_CALLS = 250;

    private static NatsServerProcess nats;

    @AfterContainer
    static void stop() {
        if (nats != null) {
            nats.close();
            nats = null;
        }
    }

    // Stories do not shrink: a seed next to it tells another story.
    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void shouldGiveOneServerWhateverHappens(
            @ForAll long seed, @ForAll Profile profile, @ForAll("listening") PlaneMode mode) {
        collect(new SharedServerStory(seed, profile, mode).play());
    }

    @Property(tries = 4000, shrinking = ShrinkingMode.OFF)
    @Tag("long")
    void shouldGiveOneServerWhateverHappensForLong(
            @ForAll long seed, @ForAll Profile profile, @ForAll("listening") PlaneMode mode) {
        collect(new SharedServerStory(seed, profile, mode).play());
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    @AddLifecycleHook(SkipsWithoutNats.class)
    void shouldGiveEachManagerOneServerOverNats(@ForAll long seed, @ForAll Profile profile) {
        collect(new NatsServersStory(seed, profile, brokerPort()).play());
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    @Tag("long")
    @AddLifecycleHook(SkipsWithoutNats.class)
    void shouldGiveEachManagerOneServerOverNatsForLong(@ForAll long seed, @ForAll Profile profile) {
        collect(new NatsServersStory(seed, profile, brokerPort()).play());
    }

    @Example
    void shouldTellStoriesInWhichMuchHappens() {
        int calls = 0;
        for (long seed = 0; seed < 100; seed++) {
            calls += new SharedServerStory(seed, Profile.REFERENCE, PlaneMode.HTTP).play();
        }
        assertThat(calls).as("calls in 100 stories").isGreaterThan(ENOUGH_CALLS);
    }

    private static int brokerPort() {
        if (nats == null) {
            nats = NatsServerProcess.start();
        }
        return nats.port();
    }

    private static void collect(int calls) {
        Statistics.label("calls").collect(calls == 0 ? "none" : calls < 5 ? "few" : "many");
    }

    @Provide
    Arbitrary<PlaneMode> listening() {
        return Arbitraries.of(PlaneMode.TCP, PlaneMode.HTTP);
    }
}
