package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every store. A store's test class says how two participants of one store are opened. */
abstract class DiscoveryContract {

    static final EndpointName GENERATE = new EndpointName("seat", "demo", "generate");
    static final Duration CEILING = Duration.ofSeconds(60);

    final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "contract-scheduler");
        thread.setDaemon(true);
        return thread;
    });
    private Discovery here;
    private Discovery there;

    /** Opens a further participant of the store of this test. */
    abstract Discovery open();

    @BeforeEach
    void openBoth() {
        here = open();
        there = open();
    }

    @AfterEach
    void closeBoth() {
        done(here.close());
        done(there.close());
        scheduler.shutdownNow();
    }

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(CEILING.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    static Instance instance(EndpointName name, long id, int port) {
        return new Instance(
                name.instance(id),
                InstanceAddress.tcp("127.0.0.1:" + port + "/" + Long.toHexString(id) + "/" + name.endpoint()));
    }

    static DiscoveryEvent put(Instance instance) {
        return new DiscoveryEvent.Put(instance);
    }

    static DiscoveryEvent removed(EndpointId id) {
        return new DiscoveryEvent.Removed(id);
    }

    @Test
    void shouldListWhatAnyParticipantRegistered() {
        Instance one = instance(GENERATE, 1, 4001);
        Instance two = instance(GENERATE, 2, 4002);
        done(here.register(one));
        done(there.register(two));

        assertThat(done(here.list(GENERATE))).containsExactly(one, two);
        assertThat(done(there.list(GENERATE))).containsExactly(one, two);
    }

    @Test
    void shouldListEverythingOrderedByNameAndUnsignedId() {
        Instance high = instance(GENERATE, -1L, 4001);
        Instance low = instance(GENERATE, 7, 4001);
        Instance other = instance(new EndpointName("seat", "demo", "count"), 7, 4001);
        List.of(high, other, low).forEach(each -> done(here.register(each)));

        assertThat(done(there.list(GENERATE))).containsExactly(low, high);
        assertThat(done(there.list())).containsExactly(other, low, high);
    }

    @Test
    void shouldCarryEachPlane() {
        List<Instance> all = List.of(
                new Instance(GENERATE.instance(1), new InstanceAddress(PlaneMode.TCP, "127.0.0.1:1/1/generate")),
                new Instance(GENERATE.instance(2), new InstanceAddress(PlaneMode.HTTP, "http://127.0.0.1:2/v1/rpc/é")),
                new Instance(GENERATE.instance(3), new InstanceAddress(PlaneMode.NATS, "seat_demo.generate-3")));
        all.forEach(each -> done(here.register(each)));

        assertThat(done(there.list(GENERATE))).isEqualTo(all);
    }

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
            neighbours.forEach(name -> done(here.unregister(name.instance(1))));
            done(here.unregister(wanted.id()));

            events.awaitLast(removed(wanted.id()));
            assertThat(events.all()).containsExactly(put(wanted), removed(wanted.id()));
            done(watch.ready());
        }
    }

    @Test
    void shouldKeepApartNamesWhosePathsAreAlike() {
        Instance one = instance(new EndpointName("a", "b", "c/d"), 1, 4001);
        Instance two = instance(new EndpointName("a.b", "c", "d"), 1, 4002);
        done(here.register(one));
        done(here.register(two));

        assertThat(done(there.list(one.id().name()))).containsExactly(one);
        assertThat(done(there.list(two.id().name()))).containsExactly(two);
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
                    .isEqualTo(before.stream().map(DiscoveryContract::put).toList());
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
    void shouldUnregisterWhatIsMissingWithoutAnError() {
        Instance instance = instance(GENERATE, 1, 4001);
        done(here.unregister(instance.id()));
        done(here.register(instance));
        done(here.unregister(instance.id()));
        done(here.unregister(instance.id()));

        assertThat(done(there.list())).isEmpty();
    }

    @Test
    void shouldNotWithdrawWhatOthersPublished() {
        Instance foreign = instance(GENERATE, 1, 4001);
        Instance taken = instance(GENERATE, 2, 4001);
        Instance takenOver = instance(GENERATE, 2, 4002);
        done(there.register(foreign));
        done(here.register(taken));
        done(there.register(takenOver));

        done(here.unregister(foreign.id()));
        done(here.unregister(taken.id()));

        assertThat(done(here.list())).containsExactly(foreign, takenOver);
    }

    @Test
    void shouldWithdrawOnlyItsOwnEntriesWhenClosed() {
        Instance mine = instance(GENERATE, 1, 4001);
        Instance foreign = instance(GENERATE, 2, 4001);
        done(here.register(mine));
        done(there.register(foreign));
        EventLog events = new EventLog();
        try (Watch watch = there.watch(GENERATE, events)) {
            done(watch.ready());
            done(here.close());
            events.awaitLast(removed(mine.id()));
            assertThat(done(there.list())).containsExactly(foreign);
        }
    }

    @Test
    void shouldRefuseWorkOnceClosedAndCloseTwice() {
        EventLog events = new EventLog();
        Watch open = here.watch(GENERATE, events);
        done(open.ready());
        done(here.close());
        done(here.close());

        assertThatThrownBy(() -> done(here.register(instance(GENERATE, 1, 4001))))
                .hasCauseInstanceOf(PlaneException.Closed.class);
        assertThatThrownBy(() -> done(here.list())).hasCauseInstanceOf(PlaneException.Closed.class);
        assertThatThrownBy(() -> done(here.list(GENERATE))).hasCauseInstanceOf(PlaneException.Closed.class);
        assertThatThrownBy(() -> done(here.watch(GENERATE, events).ready()))
                .hasCauseInstanceOf(PlaneException.Closed.class);
        done(here.unregister(GENERATE.instance(1)));
        open.close();
        done(there.register(instance(GENERATE, 1, 4001)));
        assertThat(events.all()).isEmpty();
    }

    @Test
    void shouldRoundTripTheWholeRangeOfIds() {
        for (long id : new long[] {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1L}) {
            done(here.register(instance(GENERATE, id, 4001)));
        }
        assertThat(done(there.list(GENERATE)))
                .extracting(each -> each.id().instanceHex())
                .containsExactly("0", "1", "7fffffffffffffff", "8000000000000000", "ffffffffffffffff");
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
