package io.seatrial.runtime;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.ShutdownSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * An instance's entry in discovery. What is asked of it happens one after the other, whoever asks, so that the last wish is what stands in
 * the store; after {@link #end} nothing is published any more. A store that does not answer within the bound has failed.
 */
final class Publication {

    private final PlaneContext plane;
    private final Discovery discovery;
    private final Instance instance;
    private CompletionStage<Void> last = CompletableFuture.completedFuture(null); // guarded by this, as is the next
    private boolean ended;

    Publication(PlaneContext plane, Discovery discovery, Instance instance) {
        this.plane = plane;
        this.discovery = discovery;
        this.instance = instance;
    }

    Instance instance() {
        return instance;
    }

    CompletionStage<Void> publish() {
        return then(() -> register("Unable to register service for discovery"));
    }

    CompletionStage<Void> publishAgain() {
        return then(() -> register("Unable to re-register endpoint instance to discovery"));
    }

    CompletionStage<Void> withdraw() {
        return then(this::unregister);
    }

    /** Withdraws, for good. */
    synchronized CompletionStage<Void> end() {
        ended = true;
        return then(this::unregister);
    }

    private CompletionStage<Void> register(String text) {
        if (isEnded()) {
            return CompletableFuture.failedFuture(
                    new PlaneException.Closed("The endpoint " + instance.id() + " is closed"));
        }
        CompletionStage<Void> registration = discovery.register(instance);
        CompletableFuture<Void> known = within(text, registration);
        registration.thenRun(() -> {
            if (known.isCompletedExceptionally()) { // it was given up, and everybody told so
                discovery.unregister(instance.id());
            }
        });
        return known;
    }

    private CompletionStage<Void> unregister() {
        return within("Unable to unregister endpoint instance from discovery", discovery.unregister(instance.id()));
    }

    private CompletableFuture<Void> within(String text, CompletionStage<Void> stage) {
        Duration bound = plane.settings().get(ShutdownSettings.DISCOVERY_TIMEOUT);
        return Bounds.within(
                        plane.io(),
                        bound,
                        stage,
                        () -> new TimeoutException("No answer from the " + discovery.description() + " within "
                                + bound.toMillis() + " ms"))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(new PlaneException.DiscoveryFailed(
                        text + ". Check discovery service status", Causes.of(failure))));
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private synchronized CompletionStage<Void> then(Supplier<CompletionStage<Void>> step) {
        last = last.handle((done, failure) -> null).thenCompose(ready -> step.get());
        return last;
    }
}
