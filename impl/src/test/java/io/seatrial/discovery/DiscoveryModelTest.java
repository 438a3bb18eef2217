package io.seatrial.discovery;

import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.SkipsWithoutNats;
import io.seatrial.nats.TestLink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever participants publish, withdraw and watch in whatever order, and whoever dies, a list shows what the model has, and a watch hears
 * of changes only, in their order, and in the end of all. A failed run prints its seed.
 */
class DiscoveryModelTest {

    private static final int MOST_STEPS = 40;

    private static SharedBucket bucket;

    /** One bucket for all runs, each of which leaves it empty, and a connection for each participant. */
    private static final class SharedBucket implements ModelStore {
        private final NatsStoreFixture fixture = new NatsStoreFixture(NatsServerProcess.startWithJetStream());
        private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        private final List<TestLink> links = new ArrayList<>();

        SharedBucket() {
            for (int who = 0; who < DiscoveryStep.PARTICIPANTS; who++) {
                links.add(fixture.link());
            }
        }

        @Override
        public Discovery open(int who) {
            return fixture.open(links.get(who), NatsStoreFixture.STEADY, scheduler);
        }

        void end() {
            fixture.close();
            scheduler.shutdown();
        }
    }

    @AfterContainer
    static void endBucket() {
        if (bucket != null) {
            bucket.end();
            bucket = null;
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void shouldDoAsItsModelInMemory(@ForAll("steps") List<DiscoveryStep> steps) {
        play(new ModelStore.Memory(), steps);
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void shouldDoAsItsModelInADirectoryByEventsAlone(@ForAll("steps") List<DiscoveryStep> steps) {
        play(new ModelStore.Directory(FileStoreFixture.IDLE), steps);
    }

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void shouldDoAsItsModelInADirectoryWithLeases(@ForAll("steps") List<DiscoveryStep> steps) {
        play(new ModelStore.Directory(FileStoreFixture.RESTLESS), steps);
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(SkipsWithoutNats.class)
    void shouldDoAsItsModelInABucketOfNats(@ForAll("steps") List<DiscoveryStep> steps) {
        play(bucket(), steps);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    @Tag("long")
    void shouldDoAsItsModelInADirectoryForLong(@ForAll boolean leases, @ForAll("steps") List<DiscoveryStep> steps) {
        play(new ModelStore.Directory(leases ? FileStoreFixture.RESTLESS : FileStoreFixture.IDLE), steps);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    @Tag("long")
    @AddLifecycleHook(SkipsWithoutNats.class)
    void shouldDoAsItsModelInABucketOfNatsForLong(@ForAll("steps") List<DiscoveryStep> steps) {
        play(bucket(), steps);
    }

    private static ModelStore bucket() {
        if (bucket == null) {
            bucket = new SharedBucket();
        }
        return bucket;
    }

    private static void play(ModelStore store, List<DiscoveryStep> steps) {
        try (DiscoveryRun run = new DiscoveryRun(store)) {
            steps.forEach(run::take);
            run.end();
        }
    }

    @Provide
    Arbitrary<List<DiscoveryStep>> steps() {
        return DiscoveryStep.runs(MOST_STEPS);
    }
}
