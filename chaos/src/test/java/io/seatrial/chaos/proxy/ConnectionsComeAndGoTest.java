package io.seatrial.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Latency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Changes that take several steps, while connections end by themselves between these and in their midst. */
class ConnectionsComeAndGoTest extends ProxyFixture {

    private static final int ROUNDS = 10;
    private static final int CONNECTIONS = 100;
    private static final int FAULTS = 8;

    @Test
    void shouldRemoveManyFaultsWhileConnectionsEnd() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Ends> connections = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(link());
            }
            for (int i = 0; i < FAULTS; i++) {
                inject(Injection.of(Latency.of(Duration.ZERO)).named("late-" + i));
            }
            CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> connections.forEach(this::close));
            await(proxy.heal());
            assertThat(proxy.faults()).isEmpty();
            await(closing);
        }
    }

    private void close(Ends ends) {
        try {
            ends.client().close();
            ends.server().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
