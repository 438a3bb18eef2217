package io.seatrial.chaos.backend;

import io.seatrial.chaos.probe.Bounded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program as a process of its own, known by its handle. Its output goes to a file: with a pipe it would stop when nobody reads,
 * and this JVM would hold a descriptor for it.
 */
final class ServerProcess {

    private static final Duration SOFT_END = Duration.ofSeconds(5);
    private static final Duration HARD_END = Duration.ofSeconds(5);
    private static final Duration SIGNAL_BOUND = Duration.ofSeconds(5);

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    static ServerProcess start(List<String> command, Path directory, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(nothing())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new ServerProcess(process);
    }

    private static ProcessBuilder.Redirect nothing() {
        return ProcessBuilder.Redirect.from(ProcessBuilder.Redirect.DISCARD.file());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Asks the process to end, and makes it end if it does not. */
    void end() {
        process.destroy();
        if (!await(SOFT_END)) {
            kill();
        }
    }

    /** Ends the process at once, also one that stands still. */
    void kill() {
        process.destroyForcibly();
        await(HARD_END);
    }

    private boolean await(Duration bound) {
        try {
            return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Bounded.until(bound, () -> !process.isAlive());
        }
    }

    /** Makes the process stand still, and returns when all of its threads do, as far as the system tells. */
    void pause() throws IOException {
        signal("STOP");
        if (!Bounded.until(SIGNAL_BOUND, () -> ThreadStates.of(process.pid()).allMatch(ThreadStates.STOPPED::equals))) {
            throw new IOException("it still runs after a signal to stop");
        }
    }

    /** Lets the process go on. */
    void resume() throws IOException {
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
