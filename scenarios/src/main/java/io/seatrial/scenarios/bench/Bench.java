package io.seatrial.scenarios.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How measurements are made: loads in turn, round by round, so that a machine that drifts drifts for all of them. */
final class Bench {

    private static final int CEILING_SECONDS = 60;

    private Bench() {}

    /**
     * Runs loads in turn.
     *
     * @return for each load, in order, its figure of each round
     */
    static List<List<Double>> inTurn(List<Load> loads, Duration warmup, Duration span, int rounds) {
        List<List<Double>> figures = new ArrayList<>();
        for (Load load : loads) {
            load.run(warmup);
            figures.add(new ArrayList<>());
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < loads.size(); i++) {
                figures.get(i).add(loads.get(i).run(span));
            }
        }
        return figures;
    }

    /** Returns the ratios of two loads, round by round. */
    static List<Double> ratios(List<Double> of, List<Double> to) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            ratios.add(of.get(i) / to.get(i));
        }
        return ratios;
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(CEILING_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Lets a load run. The one place where time itself is what is wanted. */
    static void pause(Duration span) {
        try {
            Thread.sleep(span.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(CEILING_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(latch.getCount() + " operations did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }
}
