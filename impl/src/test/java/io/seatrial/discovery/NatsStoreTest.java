package io.seatrial.discovery;

import static io.seatrial.discovery.DiscoveryFixture.GENERATE;
import static io.seatrial.discovery.DiscoveryFixture.done;
import static io.seatrial.discovery.DiscoveryFixture.instance;
import static io.seatrial.discovery.DiscoveryFixture.put;
import static io.seatrial.discovery.DiscoveryFixture.removed;
import static io.seatrial.discovery.NatsStoreFixture.BUCKET;
import static io.seatrial.discovery.NatsStoreFixture.SHORT;
import static io.seatrial.discovery.NatsStoreFixture.STEADY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.KeyValue;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.NeedsNatsServer;
import io.seatrial.nats.TestLink;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Notice;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only a store has that is a bucket on a server: expiry, other writers, other settings. */
@NeedsNatsServer
class NatsStoreTest {

    private static final Instance ONE = instance(GENERATE, 1, 4001);

    private final NatsStoreFixture store = new NatsStoreFixture(NatsServerProcess.startWithJetStream());
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        store.close();
        scheduler.shutdownNow();
    }

    private KeyValue bucket(TestLink link) throws Exception {
        return link.connect().keyValue(BUCKET);
    }

    private static long revision(KeyValue bucket, Instance instance) throws Exception {
        KeyValueEntry entry = bucket.get(KeyName.of(instance.id()));
        return entry == null ? 0 : entry.getRevision();
    }

    private static void awaitRevision(KeyValue bucket, Instance instance, long revision) {
        await().atMost(DiscoveryFixture.CEILING).until(() -> revision(bucket, instance) >= revision);
    }

    private List<String> said() {
        return store.notices.stream().map(Notice::toString).toList();
    }

    @Test
    void shouldKeepAliveWhatItPublished() throws Exception {
        NatsDiscovery owner = store.open(SHORT, scheduler);
        NatsDiscovery other = store.open(SHORT, scheduler);
        EventLog events = new EventLog();
        try (Watch watch = other.watch(GENERATE, events)) {
            done(watch.ready());
            done(owner.register(ONE));
            KeyValue bucket = bucket(store.link());
            awaitRevision(bucket, ONE, revision(bucket, ONE) + 7); // 4.7 s, more than twice as long as an entry lives

            assertThat(done(other.list(GENERATE))).containsExactly(ONE);
            assertThat(events.all()).containsExactly(put(ONE));
        }
        done(owner.close());
        done(other.close());
    }

    /** The server tells nobody that an entry has expired. */
    @Test
    void shouldNoticeThatAnOwnerHasDied() {
        TestLink dying = store.link();
        NatsDiscovery owner = store.open(dying, SHORT, scheduler);
        NatsDiscovery other = store.open(SHORT, scheduler);
        NatsDiscovery alive = store.open(SHORT, scheduler);
        Instance two = instance(GENERATE, 2, 4002);
        EventLog events = new EventLog();
        done(owner.register(ONE));
        done(alive.register(two));
        try (Watch watch = other.watch(GENERATE, events)) {
            done(watch.ready());
            TestLink.done(dying.link.close());
            events.awaitLast(removed(ONE.id()));

            assertThat(events.all()).containsExactly(put(ONE), put(two), removed(ONE.id()));
            await().atMost(DiscoveryFixture.CEILING)
                    .until(() -> done(other.list(GENERATE)).equals(List.of(two)));
        }
        assertThatThrownBy(() -> done(owner.close()))
                .hasCauseInstanceOf(PlaneException.DiscoveryFailed.class)
                .hasMessageContaining("they expire by themselves");
        done(other.close());
        done(alive.close());
    }

    @Test
    void shouldPublishAgainWhatSomebodyElseDeletes() throws Exception {
        NatsDiscovery owner = store.open(SHORT, scheduler);
        NatsDiscovery other = store.open(SHORT, scheduler);
        EventLog events = new EventLog();
        done(owner.register(ONE));
        try (Watch watch = other.watch(GENERATE, events)) {
            done(watch.ready());
            bucket(store.link()).delete(KeyName.of(ONE.id()));
            await().atMost(DiscoveryFixture.CEILING).until(() -> events.all().size() == 3);

            assertThat(events.all()).containsExactly(put(ONE), removed(ONE.id()), put(ONE));
            assertThat(said()).anyMatch(line -> line.startsWith("An entry in the discovery bucket was gone"));
        }
        done(owner.close());
        done(other.close());
    }

    @Test
    void shouldLeaveAloneWhatSomebodyElseHasTakenOver() throws Exception {
        NatsDiscovery owner = store.open(SHORT, scheduler);
        NatsDiscovery other = store.open(SHORT, scheduler);
        Instance theirs = instance(GENERATE, 1, 4002);
        Instance witness = instance(GENERATE, 9, 4009);
        done(owner.register(ONE));
        done(owner.register(witness));
        done(other.register(theirs));
        KeyValue bucket = bucket(store.link());
        awaitRevision(bucket, witness, revision(bucket, witness) + 6);
        assertThat(done(owner.list(GENERATE))).containsExactly(theirs, witness);
        assertThat(said())
                .filteredOn(line -> line.startsWith("Somebody else has published"))
                .hasSize(1);

        done(other.unregister(theirs.id()));
        await().atMost(DiscoveryFixture.CEILING)
                .until(() -> done(other.list(GENERATE)).equals(List.of(ONE, witness)));
        done(owner.close());
        assertThat(done(other.list())).isEmpty();
        done(other.close());
    }

    @Test
    void shouldPassOverWhatDoesNotBelongThere() throws Exception {
        NatsDiscovery owner = store.open(STEADY, scheduler);
        KeyValue bucket = bucket(store.link());
        bucket.put("foreign", "nothing");
        bucket.put("a.b.c.1", ONE.toJson());
        done(owner.register(ONE));
        EventLog events = new EventLog();
        try (Watch watch = owner.watch(GENERATE, events)) {
            done(watch.ready());
            assertThat(events.all()).containsExactly(put(ONE));
            assertThat(done(owner.list())).containsExactly(ONE);
            done(owner.list());
        }
        assertThat(said())
                .filteredOn(line -> line.startsWith("An entry in the discovery bucket is passed over"))
                .hasSize(2)
                .anyMatch(line -> line.contains("key=foreign reason=it holds no instance"))
                .anyMatch(line -> line.contains("key=a.b.c.1 reason=it holds 'seat/demo/generate/1'"));
        done(owner.close());
    }

    @Test
    void shouldRefuseANameThatIsTooLong() {
        NatsDiscovery owner = store.open(STEADY, scheduler);
        Instance instance = instance(new EndpointName("n".repeat(1024), "b", "c"), 1, 4001);

        assertThatThrownBy(() -> done(owner.register(instance)))
                .hasCauseInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageContaining("at most 1024 are possible");
        done(owner.close());
    }

    @Test
    void shouldMakeOneBucketWhenManyOpenItAtOnce() {
        List<CompletableFuture<NatsDiscovery>> opening = IntStream.range(0, 8)
                .mapToObj(each -> store.link())
                .map(link -> CompletableFuture.supplyAsync(() -> store.open(link, STEADY, scheduler)))
                .toList();
        List<NatsDiscovery> open = opening.stream().map(DiscoveryFixture::done).toList();
        done(open.get(0).register(ONE));

        assertThat(open).allMatch(each -> done(each.list()).equals(List.of(ONE)));
        open.forEach(each -> done(each.close()));
    }

    @Test
    void shouldTakeABucketThatOthersMadeWithItsTimeToLive() throws Exception {
        TestLink link = store.link();
        link.connect()
                .keyValueManagement()
                .create(KeyValueConfiguration.builder(BUCKET)
                        .ttl(Duration.ofSeconds(2))
                        .maxHistoryPerKey(5)
                        .build());
        NatsDiscovery owner = store.open(link, STEADY, scheduler);
        done(owner.register(ONE));
        KeyValue bucket = bucket(link);
        awaitRevision(bucket, ONE, revision(bucket, ONE) + 5);

        assertThat(done(owner.list())).containsExactly(ONE);
        done(owner.close());
    }

    @Test
    void shouldRefuseABucketWhoseEntriesNeverExpire() throws Exception {
        TestLink link = store.link();
        link.connect()
                .keyValueManagement()
                .create(KeyValueConfiguration.builder(BUCKET).build());

        assertThatThrownBy(() -> store.open(link, STEADY, scheduler))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessageStartingWith(
                        "The NATS key-value bucket 'seat' at " + store.nats.url() + " keeps its entries for ever");
    }

    @Test
    void shouldSayThatTheServerHasNoJetStream() {
        try (NatsStoreFixture without = new NatsStoreFixture(NatsServerProcess.start())) {
            assertThatThrownBy(() -> without.open(STEADY, scheduler))
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessage("The NATS server " + without.nats.url()
                            + " has no JetStream, which discovery in a key-value"
                            + " bucket needs. Start the server with it: nats-server -js");
        }
    }

    @Test
    void shouldSayThatTheServerIsNotThere() {
        store.nats.kill();
        assertThatThrownBy(() -> store.open(STEADY, scheduler))
                .isInstanceOf(PlaneException.CannotConnect.class)
                .hasMessageStartingWith("Failed to connect to NATS: " + store.nats.url());
    }
}
