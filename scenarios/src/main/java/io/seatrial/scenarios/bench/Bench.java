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
    static <T> List<List<T>> inTurn(List<Turn<T>> loads, Duration warmup, Duration span, int rounds) {
        List<List<T>> figures = new ArrayList<>();
        for (Turn<T> load : loads) {
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

    /** Returns by how much figures are above others, round by round. */
    static List<Double> differences(List<Double> of, List<Double> to) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            differences.add(of.get(i) - to.get(i));
        }
        return differences;
    }

    /** Closes what was opened for a measurement. */
    static void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            throw new IllegalStateException("a part of the benchmark cannot be closed", e);
        }
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
