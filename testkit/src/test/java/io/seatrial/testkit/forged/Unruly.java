package io.seatrial.testkit.forged;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Things that a misbehaving case or plane holds on to until the test has seen that they were noticed. */
public final class Unruly {

    private final Queue<AutoCloseable> kept = new ConcurrentLinkedQueue<>();
    private volatile boolean spinning = true;

    void spinUntilReleased() {
        spinning = true;
        while (spinning) {
            Thread.onSpinWait();
        }
    }

    public void startThread(String name) {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        keep(() -> {
            end.countDown();
            thread.join();
        });
    }

    public void keep(AutoCloseable thing) {
        kept.add(thing);
    }

    /** Lets go of everything. */
    public void release() throws Exception {
        spinning = false;
        for (AutoCloseable thing = kept.poll(); thing != null; thing = kept.poll()) {
            thing.close();
        }
    }
}
