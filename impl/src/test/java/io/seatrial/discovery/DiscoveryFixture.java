package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two participants of one store. A store's test class says how they are opened. */
abstract class DiscoveryFixture {

    static final EndpointName GENERATE = new EndpointName("seat", "demo", "generate");
    static final Duration CEILING = Duration.ofSeconds(60);

    final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "contract-scheduler");
        thread.setDaemon(true);
        return thread;
    });
    Discovery here;
    Discovery there;

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
}
