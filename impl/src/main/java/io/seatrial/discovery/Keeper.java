package io.seatrial.discovery;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one thread that does all the work of a store, so that its state needs no locks. It ends with the last task it accepted. */
final class Keeper {

    private final ScheduledExecutorService executor;
    private final Consumer<RuntimeException> onFailure;

    /**
     * Creates a keeper. Its thread starts with the first task.
     *
     * @param onFailure hears of what a task throws; the keeper goes on
     * @param onEnd is run once, by the thread itself, after its last task
     */
    Keeper(String name, Consumer<RuntimeException> onFailure, Runnable onEnd) {
        this.onFailure = onFailure;
        this.executor = StoreThreads.single(name, onEnd);
    }

    /** Has a task done, after those accepted before. Returns false if the keeper was ended. */
    boolean accepts(Runnable task) {
        try {
            executor.execute(() -> guarded(task));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Has a task done again and again, until the end. */
    void repeat(Runnable task, Duration pause) {
        executor.scheduleWithFixedDelay(() -> guarded(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Accepts nothing more. */
    void end() {
        executor.shutdown();
    }

    /** The executor would drop what a task throws, and a repeated task with it. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            onFailure.accept(e);
        }
    }
}
