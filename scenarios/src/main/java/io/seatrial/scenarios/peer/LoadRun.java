package io.seatrial.scenarios.peer;

import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.response.CallRequest;
import io.seatrial.response.ResponseItem;
import io.seatrial.routing.PushRouter;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Many calls, a fixed number of them in flight: each begins when one ends (a closed loop, so the latencies are not corrected for coordinated
 * omission).
 */
final class LoadRun {

    private static final long PROGRESS_SECONDS = 2;
    private static final int SIGNIFICANT_DIGITS = 3;

    private final PushRouter target;
    private final NetworkIo io;
    private final PrintWriter out;
    private final PrintWriter err;
    private final int concurrency;

    LoadRun(PushRouter target, NetworkIo io, CommandLine commandLine, int concurrency) {
        this.target = target;
        this.io = io;
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
        this.concurrency = concurrency;
    }

    /** Makes the calls and returns the exit code: 1 if a counted call failed. */
    int run(byte[] body, int warmup, int requests) {
        if (warmup > 0) {
            err.println("warming up with " + warmup + " requests");
            err.flush();
            Waiting.on(new Round(body, warmup).run());
        }
        Round round = new Round(body, requests);
        ScheduledFuture<?> progress = io.scheduler()
                .scheduleAtFixedRate(() -> tellProgress(round), PROGRESS_SECONDS, PROGRESS_SECONDS, TimeUnit.SECONDS);
        try {
            Waiting.on(round.run());
        } finally {
            progress.cancel(false);
        }
        out.println(round.figures());
        out.flush();
        Throwable error = round.firstError.get();
        if (error != null) {
            err.println("first error: " + error.getMessage());
            err.flush();
        }
        return round.errors.sum() == 0 ? 0 : 1;
    }

    private void tellProgress(Round round) {
        err.println(round.ended.get() + " of " + round.requests + " requests ended, " + round.errors.sum() + " errors");
        err.flush();
    }

    /** One set of calls. */
    private final class Round {

        final int requests;
        final AtomicInteger ended = new AtomicInteger();
        final LongAdder errors = new LongAdder();
        final AtomicReference<@Nullable Throwable> firstError = new AtomicReference<>();
        private final String idPrefix =
                UUID.randomUUID() + "-"; // ids must be unique at the worker, whoever else calls it
        private final byte[] body;
        private final AtomicInteger begun = new AtomicInteger();
        private final LongAdder items = new LongAdder();
        private final Histogram micros = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private volatile long startNanos;
        private volatile long endNanos;

        Round(byte[] body, int requests) {
            this.body = body;
            this.requests = requests;
        }

        CompletableFuture<Void> run() {
            startNanos = io.nanoTime();
            for (int i = 0; i < Math.min(concurrency, requests); i++) {
                next();
            }
            return done;
        }

        private void next() {
            int number = begun.incrementAndGet();
            if (number > requests) {
                return;
            }
            One one = new One(io.nanoTime());
            target.call(CallRequest.of(idPrefix + number, body)).whenComplete((stream, failure) -> {
                if (failure == null) {
                    stream.subscribe(one);
                } else {
                    one.onError(failure);
                }
            });
        }

        private void end(One one, @Nullable Throwable failure) {
            long now = io.nanoTime();
            micros.recordValue(TimeUnit.NANOSECONDS.toMicros(now - one.startNanos));
            if (failure != null) {
                errors.increment();
                firstError.compareAndSet(null, failure);
            }
            if (ended.incrementAndGet() == requests) {
                endNanos = now;
                done.complete(null);
            } else {
                next();
            }
        }

        String figures() {
            double seconds = (endNanos - startNanos) / 1e9;
            return String.format(
                    Locale.ROOT,
                    "requests=%d items=%d errors=%d seconds=%.3f rps=%.0f p50us=%d p99us=%d",
                    requests,
                    items.sum(),
                    errors.sum(),
                    seconds,
                    requests / seconds,
                    micros.getValueAtPercentile(50),
                    micros.getValueAtPercentile(99));
        }

        private final class One implements Flow.Subscriber<ResponseItem> {

            final long startNanos;
            private @Nullable Throwable itemError;

            One(long startNanos) {
                this.startNanos = startNanos;
            }

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ResponseItem item) {
                items.increment();
                item.error().ifPresent(error -> itemError = new IllegalStateException(error.toString()));
            }

            @Override
            public void onError(Throwable failure) {
                end(this, failure);
            }

            @Override
            public void onComplete() {
                end(this, itemError);
            }
        }
    }
}
