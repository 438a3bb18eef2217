package io.seatrial.discovery;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

/**
 * Makes the threads of a store: daemons, so that they never keep a process alive, named after what they do. Files and their events
 * block, so a store cannot live on the event loops that are handed in, and nobody who hands in loops has threads to spare for it.
 */
final class StoreThreads {

    private StoreThreads() {}

    /** Returns a factory whose threads have one name. */
    static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Returns an executor of one thread, which starts with the first task.
     *
     * @param onEnd is run once, by the thread itself, after its last task
     */
    static ScheduledExecutorService single(String name, Runnable onEnd) {
        return new ScheduledThreadPoolExecutor(1, named(name)) {
            @Override
            protected void terminated() {
                onEnd.run();
            }
        };
    }
}
