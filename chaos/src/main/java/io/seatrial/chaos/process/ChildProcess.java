package io.seatrial.chaos.process;

import io.seatrial.chaos.probe.Bounded;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** One run of a program as a process of its own, known by its handle, with the signals that chaos needs. */
public final class ChildProcess {

    private static final Duration SOFT_END = Duration.ofSeconds(5);
    private static final Duration HARD_END = Duration.ofSeconds(5);
    private static final Duration SIGNAL_BOUND = Duration.ofSeconds(5);

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param builder its output should go to files: with a pipe it would stop when nobody reads
     */
    public static ChildProcess start(ProcessBuilder builder) throws IOException {
        return new ChildProcess(builder.start());
    }

    /** Returns an input without anything in it. */
    public static ProcessBuilder.Redirect nothing() {
        return ProcessBuilder.Redirect.from(ProcessBuilder.Redirect.DISCARD.file());
    }

    /** Returns whether it has not ended; one that stands still has not. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns its process id. */
    public long pid() {
        return process.pid();
    }

    /** Returns how much time its threads have run, if the system tells. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Returns where its standard input is written to, if the builder has left it a pipe. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** Waits for its end, and returns its exit code; empty if it runs on. */
    public OptionalInt awaitExit(Duration bound) {
        return ended(bound) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    /** Asks it to end (SIGTERM), and does not wait. One that stands still hears of it when it goes on. */
    public void terminate() {
        process.toHandle().destroy(); // of the process itself would also close what it said to a pipe
    }

    /** Asks the process to end, and makes it end if it does not. */
    public void end() {
        terminate();
        if (!ended(SOFT_END)) {
            kill();
        }
    }

    /** Ends the process at once (SIGKILL), also one that stands still. */
    public void kill() {
        process.toHandle().destroyForcibly();
        ended(HARD_END);
    }

    private boolean ended(Duration bound) {
        try {
            return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Bounded.until(bound, () -> !process.isAlive());
        }
    }

    /** Makes the process stand still (SIGSTOP), and returns when all of its threads do, as far as the system tells. */
    public void stop() throws IOException {
        signal("STOP");
        if (!Bounded.until(SIGNAL_BOUND, () -> ThreadStates.of(process.pid()).allMatch(ThreadStates.STOPPED::equals))) {
            throw new IOException("it still runs after a signal to stop");
        }
    }

    /** Lets the process go on (SIGCONT). */
    public void resume() throws IOException {
        signal("CONT");
    }

    /** Sends a signal that Java cannot send; the shell's own kill is there where the program is not. */
    private void signal(String name) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .redirectInput(nothing())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!shell.waitFor(SIGNAL_BOUND.toMillis(), TimeUnit.MILLISECONDS) || shell.exitValue() != 0) {
                throw new IOException("kill -" + name + " did not work");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            shell.destroyForcibly();
        }
    }
}
