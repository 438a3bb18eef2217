package io.seatrial.testkit.time;

import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.network.Network;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waiting, on whatever network. "Must happen" and "must not happen" are two clocks (anchors.md 3a, finding 1): the first is a ceiling that
 * a fast machine never reaches, the second is a span that is really waited for.
 *
 * @param network what runs meanwhile
 * @param budget the ceilings
 */
public record Waits(Network network, Budget budget) {

    /** Waits for a stage and returns how it ended; fails if it does not end. */
    public <T> Outcome<T> outcome(String what, CompletionStage<T> stage) {
        Duration bound = budget.stretched(budget.ceiling());
        if (!network.await(stage, bound)) {
            throw CaseFailure.timeout(what, "to complete within " + seconds(bound), "was still pending" + why());
        }
        Holder<T> holder = new Holder<>();
        stage.whenComplete((value, failure) -> holder.outcome = Outcome.of(value, failure));
        Outcome<T> outcome = holder.outcome;
        if (outcome == null) {
            throw CaseFailure.of(what, "a stage that tells its outcome", "was one that completed and did not");
        }
        return outcome;
    }

    private static final class Holder<T> {
        private volatile @Nullable Outcome<T> outcome;
    }

    /** Waits for a stage and returns its value; fails if it fails or does not end. */
    @SuppressWarnings("NullAway") // a stage without a value has null, which its type allows
    public <T> T value(String what, CompletionStage<T> stage) {
        Outcome<T> outcome = outcome(what, stage);
        outcome.failure().ifPresent(failure -> {
            throw CaseFailure.of(what, "success", "failed with " + CaseFailure.describe(failure), failure);
        });
        return outcome.value();
    }

    /** Waits until a condition holds; fails if it does not within the ceiling. */
    public void mustHappen(Duration within, String what, BooleanSupplier condition) {
        Duration bound = budget.stretched(within);
        if (!network.runUntil(condition, bound)) {
            throw CaseFailure.timeout(what, "to happen within " + seconds(bound), "did not" + why());
        }
    }

    /** Lets a span of time pass in which a condition must not come to hold. */
    public void mustNotHappen(Duration span, String what, BooleanSupplier condition) {
        long start = network.nanoTime();
        if (network.runUntil(condition, span)) {
            Duration after = Duration.ofNanos(network.nanoTime() - start);
            throw CaseFailure.of(what, "not to happen for " + seconds(span), "happened after " + seconds(after));
        }
    }

    private String why() {
        return network.standstill().map(reason -> ": " + reason).orElse("");
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
