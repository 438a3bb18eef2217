package io.seatrial.discovery;

import static io.seatrial.discovery.DiscoveryFixture.GENERATE;
import static io.seatrial.discovery.DiscoveryFixture.done;
import static io.seatrial.discovery.DiscoveryFixture.instance;
import static io.seatrial.discovery.DiscoveryFixture.put;
import static io.seatrial.discovery.DiscoveryFixture.removed;
import static io.seatrial.discovery.NatsStoreFixture.SHORT;
import static io.seatrial.discovery.NatsStoreFixture.STEADY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.NeedsNatsServer;
import io.seatrial.nats.Relay;
import io.seatrial.nats.TestLink;
import io.seatrial.plane.PlaneException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server is gone for a while, with or without what it had stored: nothing is forgotten, and no removal is missed. */
@NeedsNatsServer
class NatsStoreOutageTest {

    private static final Instance ONE = instance(GENERATE, 1, 4001);
    private static final Instance TWO = instance(GENERATE, 2, 4002);

    private final NatsStoreFixture store = new NatsStoreFixture(NatsServerProcess.startWithJetStream());
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        store.close();
        scheduler.shutdownNow();
    }

    @Test
    void shouldGoOnAfterARestart() {
        TestLink link = store.link();
        NatsDiscovery owner = store.open(STEADY, scheduler);
        NatsDiscovery other = store.open(link, STEADY, scheduler);
        EventLog events = new EventLog();
        done(owner.register(ONE));
        try (Watch watch = other.watch(GENERATE, events)) {
            done(watch.ready());
            for (int each = 0; each < 2; each++) {
                store.nats.kill();
                await().atMost(DiscoveryFixture.CEILING).until(() -> !link.link.isConnected());
                store.nats.restart();
                Instance next = instance(GENERATE, 10 + each, 4001);
                await().atMost(DiscoveryFixture.CEILING).until(() -> registers(owner, next));
                events.awaitLast(put(next));
            }
            done(owner.unregister(ONE.id()));
            events.awaitLast(removed(ONE.id()));
            assertThat(events.all())
                    .containsExactly(
                            put(ONE),
                            put(instance(GENERATE, 10, 4001)),
                            put(instance(GENERATE, 11, 4001)),
                            removed(ONE.id()));
        }
        done(owner.close());
        done(other.close());
    }

    /** Until JetStream is up again a registration fails. */
    private static boolean registers(Discovery discovery, Instance instance) {
        return done(discovery.register(instance).handle((registered, failure) -> failure == null));
    }

    @Test
    void shouldPublishAgainWhatTheServerHasLostAndSayNothingOfIt() {
        TestLink link = store.link();
        NatsDiscovery owner = store.open(STEADY, scheduler);
        NatsDiscovery other = store.open(link, STEADY, scheduler);
        EventLog events = new EventLog();
        done(owner.register(ONE));
        try (Watch watch = other.watch(GENERATE, events)) {
            done(watch.ready());
            store.nats.loseStore();
            await().atMost(DiscoveryFixture.CEILING).until(() -> !link.link.isConnected());
            store.nats.restart();
            await().atMost(DiscoveryFixture.CEILING)
                    .until(() -> done(other.list(GENERATE)
                                    .handle((list, failure) -> failure == null ? list : List.<Instance>of()))
                            .equals(List.of(ONE)));
            await().atMost(DiscoveryFixture.CEILING).until(() -> registers(owner, TWO));
            events.awaitLast(put(TWO));
            assertThat(events.all()).containsExactly(put(ONE), put(TWO));
        }
        done(owner.close());
        done(other.close());
    }

    @Test
    void shouldHearAfterAnOutageWhatHappenedMeanwhile() {
        try (Relay relay = Relay.to(store.nats.port());
                TestLink far = TestLink.to(relay.url())) {
            NatsDiscovery owner = store.open(SHORT, scheduler);
            NatsDiscovery other = store.open(far, SHORT, scheduler);
            EventLog events = new EventLog();
            Instance moved = instance(GENERATE, 2, 4102);
            done(owner.register(ONE));
            done(owner.register(TWO));
            try (Watch watch = other.watch(GENERATE, events)) {
                done(watch.ready());
                relay.cut();
                await().atMost(DiscoveryFixture.CEILING).until(() -> !far.link.isConnected());
                done(owner.unregister(ONE.id()));
                done(owner.register(moved));
                assertThatThrownBy(() -> done(other.register(instance(GENERATE, 3, 4003))))
                        .hasCauseInstanceOf(PlaneException.DiscoveryFailed.class)
                        .hasMessageContaining("there is no connection to NATS at " + relay.url() + " now");
                relay.mend();
                await().atMost(DiscoveryFixture.CEILING)
                        .until(() -> events.all().size() == 4);
                assertThat(events.all()).contains(removed(ONE.id()), put(moved));
            }
            done(owner.close());
            done(other.close());
        }
    }

    /** Longer than a deletion is remembered: what is gone then is gone without a trace. */
    @Test
    void shouldMissNoRemovalInALongOutage() {
        try (Relay relay = Relay.to(store.nats.port());
                TestLink far = TestLink.to(relay.url())) {
            NatsDiscovery owner = store.open(SHORT, scheduler);
            NatsDiscovery other = store.open(far, SHORT, scheduler);
            EventLog events = new EventLog();
            done(owner.register(ONE));
            done(owner.register(TWO));
            try (Watch watch = other.watch(GENERATE, events)) {
                done(watch.ready());
                relay.cut();
                await().atMost(DiscoveryFixture.CEILING).until(() -> !far.link.isConnected());
                done(owner.unregister(ONE.id()));
                TestLink raw = store.link();
                await().atMost(DiscoveryFixture.CEILING)
                        .until(() -> raw.connect()
                                        .jetStreamManagement()
                                        .getStreamInfo("KV_" + NatsStoreFixture.BUCKET)
                                        .getStreamState()
                                        .getMsgCount()
                                == 1);
                assertThat(events.all()).as("what was heard last stays").hasSize(2);
                relay.mend();
                events.awaitLast(removed(ONE.id()));
                assertThat(events.all()).containsExactly(put(ONE), put(TWO), removed(ONE.id()));
            }
            done(owner.close());
            done(other.close());
        }
    }

    @Test
    void shouldBeginAWatchOnceTheServerIsThere() {
        TestLink link = store.link();
        TestLink near = store.link();
        NatsDiscovery other = store.open(link, STEADY, scheduler);
        NatsDiscovery owner = store.open(near, STEADY, scheduler);
        done(owner.register(ONE));
        store.nats.kill();
        await().atMost(DiscoveryFixture.CEILING).until(() -> !link.link.isConnected());
        EventLog events = new EventLog();
        try (Watch watch = other.watch(GENERATE, events)) {
            assertThat(watch.ready().toCompletableFuture()).isNotDone();
            store.nats.restart();
            done(watch.ready());
            assertThat(events.all()).containsExactly(put(ONE));
        }
        near.awaitConnected();
        done(other.close());
        done(owner.close());
    }

    @Test
    void shouldCloseWhileTheServerIsGone() {
        TestLink link = store.link();
        NatsDiscovery owner = NatsDiscovery.open(
                link.link, "other", STEADY, FileStoreFixture.context(Clock.systemUTC(), scheduler, store.notices::add));
        done(owner.register(ONE));
        store.nats.kill();
        await().atMost(DiscoveryFixture.CEILING).until(() -> !link.link.isConnected());

        assertThatThrownBy(() -> done(owner.close()))
                .hasCauseInstanceOf(PlaneException.DiscoveryFailed.class)
                .hasMessageContaining("they expire by themselves: there is no connection to NATS");
        await().untilAsserted(
                        () -> assertThat(Thread.getAllStackTraces().keySet()) // it ends a moment after it has said so
                                .noneMatch(thread -> thread.getName().equals("seatrial-discovery")));
    }
}
