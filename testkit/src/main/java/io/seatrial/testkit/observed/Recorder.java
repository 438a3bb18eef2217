package io.seatrial.testkit.observed;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.history.Fact.Ending;
import io.seatrial.testkit.history.History;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Writes what one process does into the history of its trial. */
public final class Recorder {

    private final String actor;
    private final History history;
    private final AtomicLong numbers;

    /**
     * Creates a recorder.
     *
     * @param actor the name of the process
     * @param numbers gives numbers to requests and calls; one for all processes of a trial
     */
    public Recorder(String actor, History history, AtomicLong numbers) {
        this.actor = actor;
        this.history = history;
        this.numbers = numbers;
    }

    long next() {
        return numbers.incrementAndGet();
    }

    void record(Fact fact) {
        history.record(actor, fact);
    }

    /** Records how a request ended, from what {@code whenComplete} gives. */
    void ended(long request, @Nullable Throwable failure) {
        if (failure == null) {
            record(new Fact.Ended(request, Ending.REPLY, ""));
        } else {
            Throwable error = Outcome.unwrapped(failure);
            Ending ending = error instanceof PlaneException
                    ? Ending.TYPED_ERROR
                    : error instanceof CancellationException ? Ending.CANCELLED : Ending.OTHER_ERROR;
            record(new Fact.Ended(request, ending, error.getClass().getSimpleName()));
        }
    }

    /** Returns how many requests a report says were left. */
    static int left(DrainReport report) {
        return Given.by("the stage of unregister() or close()", report).leftInFlight();
    }

    /**
     * Makes a call and records that it was made and that it returned. The stage that is handed back completes after that was recorded, so
     * that nothing which follows from the return stands before it.
     */
    <T> CompletionStage<T> call(
            Fact.Action action,
            String server,
            String endpoint,
            Supplier<? extends CompletionStage<T>> made,
            ToIntFunction<? super T> left) {
        long call = next();
        record(new Fact.Begun(call, action, server, endpoint));
        try {
            return Given.by(action.name().toLowerCase(Locale.ROOT) + "()", made.get())
                    .whenComplete((value, failure) -> record(
                            new Fact.Returned(call, failure == null, failure == null ? left.applyAsInt(value) : 0)));
        } catch (RuntimeException | Error thrown) {
            record(new Fact.Returned(call, false, 0));
            throw thrown;
        }
    }
}
