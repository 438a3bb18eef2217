package io.seatrial.discovery;

import static io.seatrial.discovery.DiscoveryFixture.CEILING;
import static io.seatrial.discovery.DiscoveryFixture.GENERATE;
import static io.seatrial.discovery.DiscoveryFixture.done;
import static io.seatrial.discovery.DiscoveryFixture.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.spi.Notices;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who withdraws an instance while somebody else publishes it at another address leaves theirs alone. */
class TakeOverRaceTest {

    private static final int ROUNDS = 5000;

    @Test
    void shouldLeaveTheAddressThatAnotherPublishesMeanwhile() throws Exception {
        MemoryDiscovery before = MemoryDiscovery.create(Runnable::run, Notices.log());
        MemoryDiscovery successor = before.join();
        Instance old = instance(GENERATE, 1, 4001);
        Instance moved = instance(GENERATE, 1, 4002);
        CyclicBarrier start = new CyclicBarrier(2);
        for (int round = 0; round < ROUNDS; round++) {
            done(before.register(old));
            CompletableFuture<Void> withdrawn = CompletableFuture.runAsync(() -> {
                meet(start);
                done(before.unregister(old.id()));
            });
            meet(start);
            done(successor.register(moved));
            done(withdrawn);

            assertThat(done(successor.list(GENERATE)))
                    .as("after round " + round)
                    .containsExactly(moved);
        }
        before.close();
        successor.close();
    }

    private static void meet(CyclicBarrier start) {
        try {
            start.await(CEILING.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
