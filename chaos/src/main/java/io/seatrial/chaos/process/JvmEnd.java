package io.seatrial.chaos.process;

/** Something to do if the JVM ends before it was done: what was started must not outlive who started it. */
public final class JvmEnd {

    private final Thread hook;

    private JvmEnd(Thread hook) {
        this.hook = hook;
    }

    /** Has the task run when the JVM ends, by itself or by a signal that can be caught. */
    public static JvmEnd runs(Runnable task) {
        JvmEnd end = new JvmEnd(new Thread(task, "seatrial-end"));
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    /** Takes it back. */
    public void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the JVM is ending: the task runs, and finds nothing to do
        }
    }
}
