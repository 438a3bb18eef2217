package io.seatrial.routing;

import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import io.seatrial.serving.EmbeddedIo;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** A network on which nobody comes, and whose time stands still until the test lets it pass. */
final class FrozenIo extends EmbeddedIo {

    /** Completes when listeners are bound. */
    CompletableFuture<Void> listening = CompletableFuture.completedFuture(null);

    private final RandomGenerator random;

    FrozenIo(long seed) {
        random = new Random(seed);
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public CompletionStage<Listener> listen(
            InetSocketAddress local, ChannelInitializer initializer, ChannelTuning tuning) {
        return listening.thenApply(bound -> new Listener() {
            @Override
            public InetSocketAddress address() {
                return new InetSocketAddress(local.getAddress(), 1);
            }

            @Override
            public CompletionStage<Void> close() {
                return CompletableFuture.completedFuture(null);
            }
        });
    }
}
