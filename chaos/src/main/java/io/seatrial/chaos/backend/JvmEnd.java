package io.seatrial.chaos.backend;

/** Something to do if the JVM ends before it was done: what was started must not outlive who started it. */
final class JvmEnd {

    private final Thread hook;

    private JvmEnd(Thread hook) {
        this.hook = hook;
    }

    /** Has the task run when the JVM ends, by itself or by a signal that can be caught. */
    static JvmEnd runs(Runnable task) {
        JvmEnd end = new JvmEnd(new Thread(task, "seatrial-backend-end"));
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    /** Takes it back. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the JVM is ending: the task runs, and finds nothing to do
        }
    }
}
