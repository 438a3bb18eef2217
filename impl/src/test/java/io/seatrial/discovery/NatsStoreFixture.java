package io.seatrial.discovery;

import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.TestLink;
import io.seatrial.plane.spi.Notice;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;

/** Participants of one bucket, each on a connection of its own, as processes are. */
final class NatsStoreFixture implements AutoCloseable {

    static final String BUCKET = "seat";

    /** Entries live long enough for a machine that is busy with other tests. */
    static final NatsTiming STEADY =
            new NatsTiming(Duration.ofMinutes(1), Duration.ofMillis(50), Duration.ofSeconds(10));

    /** Entries die soon. */
    static final NatsTiming SHORT =
            new NatsTiming(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofSeconds(10));

    final NatsServerProcess nats;
    final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final List<TestLink> links = new ArrayList<>();

    NatsStoreFixture(NatsServerProcess nats) {
        this.nats = nats;
    }

    TestLink link() {
        TestLink link = TestLink.to(nats.url());
        links.add(link);
        return link;
    }

    NatsDiscovery open(NatsTiming timing, ScheduledExecutorService scheduler) {
        return open(link(), timing, scheduler);
    }

    NatsDiscovery open(TestLink link, NatsTiming timing, ScheduledExecutorService scheduler) {
        return NatsDiscovery.open(
                link.link, BUCKET, timing, FileStoreFixture.context(Clock.systemUTC(), scheduler, notices::add));
    }

    @Override
    public void close() {
        links.forEach(TestLink::close);
        nats.close();
    }
}
