package example.rsocket;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Reactor's own threads, on which RSocket keeps connections alive. They stay as long as the JVM. */
final class SharedThreads {

    private static final long START_SECONDS = 5;

    private SharedThreads() {}

    /** Starts all of them: each worker that is made comes from the next thread in turn. */
    static void start() {
        CountDownLatch started = new CountDownLatch(Schedulers.DEFAULT_POOL_SIZE);
        for (int i = 0; i < Schedulers.DEFAULT_POOL_SIZE; i++) {
            Scheduler.Worker worker = Schedulers.parallel().createWorker();
            worker.schedule(() -> {
                started.countDown();
                worker.dispose();
            });
        }
        try {
            if (!started.await(START_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Reactor's threads did not start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
