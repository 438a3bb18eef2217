package io.seatrial.sending;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one after the other, in the order in which they were handed over, on an executor that may have many threads. What only its
 * tasks touch needs no lock. Tasks must not throw and must not block.
 */
public final class SerialExecutor implements Executor {

    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    /** Creates it over an executor. */
    public SerialExecutor(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (pending.getAndIncrement() == 0) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException shutDown) {
                drain(); // the network's threads are gone; whoever waits for these tasks must not wait for ever
            }
        }
    }

    private void drain() {
        int todo = pending.get();
        while (todo > 0) {
            for (int i = 0; i < todo; i++) {
                tasks.remove().run();
            }
            todo = pending.addAndGet(-todo);
        }
    }
}
