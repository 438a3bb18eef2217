package io.seatrial.discovery;

import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.NeedsNatsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of every store, on a server of its own; each test leaves an empty bucket. */
@NeedsNatsServer
class NatsDiscoveryTest extends DiscoveryContract {

    private static NatsStoreFixture store;

    @BeforeAll
    static void start() {
        store = new NatsStoreFixture(NatsServerProcess.startWithJetStream());
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Override
    Discovery open() {
        return store.open(NatsStoreFixture.STEADY, scheduler);
    }
}
