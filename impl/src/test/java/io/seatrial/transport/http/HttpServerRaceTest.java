package io.seatrial.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.RequestHandler;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.Tests;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request races an unregister: it is run to its end before that returns, or refused (dynamo-manager.md 7.3: 55). */
@ExtendWith(NoLeaks.class)
class HttpServerRaceTest {

    private static final int ROUNDS = 150;

    @ParameterizedTest
    @EnumSource
    void shouldNeverBeBothDrainedAndRunning(Wire wire) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger ran = new AtomicInteger();
        try (TestServer server = TestServer.reference()) {
            CompletableFuture<Void> calling = CompletableFuture.runAsync(() -> {
                try (Wire.Asker caller = wire.open(server.port())) {
                    while (!stop.get()) {
                        assertThat(caller.post("/v1/rpc/generate", "x").status())
                                .isIn(202, 404);
                    }
                }
            });
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Tests.BOUND_SECONDS);
            // On a busy machine the caller may begin after many rounds; without it they are not races.
            for (int round = 0; round < ROUNDS || (ran.get() == 0 && System.nanoTime() < end); round++) {
                EndpointId id = EndpointId.of("ns", "backend", "generate", round);
                AtomicBoolean drained = new AtomicBoolean();
                AtomicBoolean late = new AtomicBoolean();
                Tests.await(server.server.register(id, new Recording(drained, late, ran), HealthListener.NONE));
                int before = ran.get();
                for (int spins = 0; spins < 1000 && ran.get() == before; spins++) {
                    Thread.onSpinWait();
                }
                assertThat(server.unregister(id).complete()).isTrue();
                drained.set(true);
                assertThat(late).isFalse();
            }
            stop.set(true);
            calling.get(Tests.BOUND_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(ran).hasPositiveValue();
    }

    /** A handler that notices when it is run, or still runs, after the drain. */
    private record Recording(AtomicBoolean drained, AtomicBoolean late, AtomicInteger ran) implements RequestHandler {
        @Override
        public CompletionStage<Void> handle(InboundRequest request) {
            late.compareAndSet(false, drained.get());
            request.payload().release();
            ran.incrementAndGet();
            late.compareAndSet(false, drained.get());
            return CompletableFuture.completedFuture(null);
        }
    }
}
