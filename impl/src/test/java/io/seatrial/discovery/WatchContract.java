package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for watches, and for the lists that they keep, in every store. */
abstract class WatchContract extends DiscoveryFixture {

    @Test
    void shouldGiveOnlyTheExactEndpoint() {
        EventLog events = new EventLog();
        Instance wanted = instance(GENERATE, 1, 4001);
        List<EndpointName> neighbours = List.of(
                new EndpointName("seat", "demo", "generate_v2"),
                new EndpointName("seat", "demo", "gen"),
                new EndpointName("seat", "demo", "generate/v2"),
                new EndpointName("seat", "demo2", "generate"),
                new EndpointName("seat.a", "demo", "generate"),
                new EndpointName("seat", "Demo", "generate"));
        try (Watch watch = there.watch(GENERATE, events)) {
            neighbours.forEach(name -> done(here.register(instance(name, 1, 4002))));
            done(here.register(wanted));
            events.awaitLast(put(wanted));
            neighbours.forEach(name -> done(here.unregister(name.instance(1))));
            done(here.unregister(wanted.id()));

            events.awaitLast(removed(wanted.id()));
            assertThat(events.all()).containsExactly(put(wanted), removed(wanted.id()));
            done(watch.ready());
        }
    }

    @Test
    void shouldTellTheInitialStateFirstAndThenBeReady() {
        List<Instance> before = LongStream.rangeClosed(1, 20)
                .mapToObj(id -> instance(GENERATE, id, 4001))
                .toList();
        before.forEach(each -> done(here.register(each)));
        EventLog events = new EventLog();

        try (Watch watch = there.watch(GENERATE, events)) {
            done(watch.ready());
            assertThat(events.all())
                    .isEqualTo(before.stream().map(DiscoveryFixture::put).toList());
        }
    }

    @Test
    void shouldTellEachChangeOnceAndInOrder() {
        EventLog events = new EventLog();
        Instance first = instance(GENERATE, 1, 4001);
        Instance moved = instance(GENERATE, 1, 4002);
        try (Watch watch = there.watch(GENERATE, events)) {
            done(watch.ready());
            done(here.register(first));
            events.awaitLast(put(first));
            done(here.register(first)); // says nothing new
            done(here.register(moved));
            events.awaitLast(put(moved));
            done(here.unregister(moved.id()));
            events.awaitLast(removed(moved.id()));

            assertThat(events.all()).containsExactly(put(first), put(moved), removed(moved.id()));
        }
    }

    @Test
    void shouldServeSeveralWatchesOfOneEndpoint() {
        EventLog one = new EventLog();
        EventLog two = new EventLog();
        Instance instance = instance(GENERATE, 1, 4001);
        try (Watch first = there.watch(GENERATE, one);
                Watch second = there.watch(GENERATE, two)) {
            done(first.ready());
            done(second.ready());
            done(here.register(instance));
            one.awaitLast(put(instance));
            two.awaitLast(put(instance));
        }
    }

    @Test
    void shouldAnnounceAgainWhatWasRemovedAndAdded() {
        EventLog events = new EventLog();
        Instance instance = instance(GENERATE, 1, 4001);
        done(here.register(instance));
        try (Watch watch = there.watch(GENERATE, events)) {
            done(watch.ready());
            done(here.unregister(instance.id()));
            events.awaitLast(removed(instance.id()));
            done(here.register(instance));
            events.awaitLast(put(instance));
            assertThat(events.all()).hasSize(3);
        }
    }

    @Test
    void shouldEndOneWatchAndLeaveTheOthers() {
        EventLog closed = new EventLog();
        EventLog open = new EventLog();
        Watch first = there.watch(GENERATE, closed);
        try (Watch second = there.watch(GENERATE, open)) {
            done(first.ready());
            done(second.ready());
            first.close();
            first.close();
            Instance instance = instance(GENERATE, 1, 4001);
            done(here.register(instance));
            open.awaitLast(put(instance));
            assertThat(closed.all()).isEmpty();
        }
    }

    @Test
    void shouldSurviveAListenerThatFails() {
        EventLog events = new EventLog();
        try (Watch watch = there.watch(GENERATE, event -> {
            events.onEvent(event);
            throw new IllegalStateException("a listener's own fault");
        })) {
            done(watch.ready());
            done(here.register(instance(GENERATE, 1, 4001)));
            done(here.register(instance(GENERATE, 2, 4001)));
            events.awaitLast(put(instance(GENERATE, 2, 4001)));
        }
    }

    @Test
    void shouldWaitForTheFirstInstance() {
        CompletionStage<List<Instance>> waiting = InstanceSet.awaitInstances(there, GENERATE, CEILING, scheduler);
        Instance instance = instance(GENERATE, 1, 4001);
        done(here.register(instance));

        assertThat(done(waiting)).containsExactly(instance);
        assertThat(done(InstanceSet.awaitInstances(there, GENERATE, CEILING, scheduler)))
                .containsExactly(instance);
    }

    @Test
    void shouldSayWhatToCheckWhenNoInstanceComes() {
        done(here.register(instance(new EndpointName("seat", "demo", "count"), 1, 4001)));

        assertThatThrownBy(() -> done(InstanceSet.awaitInstances(there, GENERATE, Duration.ofMillis(5), scheduler)))
                .hasCauseInstanceOf(PlaneException.NoInstances.class)
                .hasMessageContaining("no instances found for endpoint seat/demo/generate within 5 ms in ")
                .hasMessageContaining(there.description().name() + ", which has seat/demo/count; ")
                .hasMessageContaining(there.description().advice());
    }

    @Test
    void shouldFollowAnEndpointAsAList() {
        EventLog lists = new EventLog();
        try (InstanceSet set = InstanceSet.follow(there, GENERATE, scheduler, list -> lists.count())) {
            assertThat(set.name()).isEqualTo(GENERATE);
            done(set.ready());
            assertThat(set.current()).isEmpty();
            Instance one = instance(GENERATE, 1, 4001);
            Instance two = instance(GENERATE, -1L, 4001);
            done(here.register(two));
            done(here.register(one));
            await().atMost(CEILING).until(() -> set.current().equals(List.of(one, two)));
            assertThat(done(set.await(CEILING))).containsExactly(one, two);
            done(here.unregister(one.id()));
            await().atMost(CEILING).until(() -> set.current().equals(List.of(two)));
            await().atMost(CEILING).until(() -> lists.counted() == 3);
        }
    }

    @Test
    void shouldFailAWaitWhenTheSetIsClosed() {
        InstanceSet set = InstanceSet.follow(there, GENERATE, scheduler);
        CompletionStage<List<Instance>> waiting = set.await(CEILING);
        set.close();

        assertThatThrownBy(() -> done(waiting)).hasCauseInstanceOf(PlaneException.Closed.class);
        assertThatThrownBy(() -> done(set.await(CEILING))).hasCauseInstanceOf(PlaneException.Closed.class);
    }
}
