package io.seatrial.chaos.process;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A worker as a child process, to be killed, terminated, stopped, continued and started again. It ends when it is closed, and at the latest
 * with this JVM; also when it stands still.
 *
 * <pre>{@code
 * try (WorkerProcess worker = WorkerProcess.start(WorkerSpec.of("./my-worker", "--port", WorkerSpec.PORT))) {
 *     worker.awaitServing();
 *     worker.stop();
 *     // …
 *     worker.resume();
 *     worker.kill();
 *     worker.restart();
 *     worker.awaitServing();
 * }
 * }</pre>
 */
public final class WorkerProcess implements AutoCloseable {

    private final WorkerSpec spec;
    private final FreePort ports;
    private final ScratchDirectory directory;
    private final JvmEnd jvmEnd;
    private volatile Run run;
    private volatile boolean closed;
    private volatile boolean stopped;

    private WorkerProcess(WorkerSpec spec, FreePort ports, ScratchDirectory directory, Run first) {
        this.spec = spec;
        this.ports = ports;
        this.directory = directory;
        this.run = first;
        this.jvmEnd = JvmEnd.runs(this::endNow);
    }

    /**
     * Starts a worker, and does not wait until it serves.
     *
     * @throws WorkerException if the program cannot be started
     */
    public static WorkerProcess start(WorkerSpec spec) {
        FreePort ports = new FreePort();
        OptionalInt port = spec.hasPort() && spec.port().isEmpty() ? OptionalInt.of(ports.next()) : spec.port();
        ScratchDirectory directory = scratch();
        Optional<Run> first = Optional.empty();
        try {
            first = Optional.of(Run.start(spec, port, directory.nextLog()));
            return new WorkerProcess(spec, ports, directory, first.get());
        } catch (RuntimeException e) { // also when the JVM is ending, and nothing may be started any more
            first.ifPresent(run -> run.process().kill());
            directory.delete();
            throw e;
        }
    }

    private static ScratchDirectory scratch() {
        try {
            return ScratchDirectory.create("worker");
        } catch (IOException e) {
            throw new WorkerException("no directory for what a worker says can be made: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until it serves.
     *
     * @return the line by which it says so; without an announcement in its specification, where it accepts connections
     * @throws WorkerException if it ends, or does not serve in time, with what it said
     */
    public String awaitServing() {
        return run.awaitServing();
    }

    /** Waits for its end, and returns its exit code; empty if it runs on. */
    public OptionalInt awaitExit(Duration bound) {
        return run.process().awaitExit(bound);
    }

    /** Returns the process id of this run. */
    public long pid() {
        return run.process().pid();
    }

    /** Returns the port of this run, if its command has one. */
    public OptionalInt port() {
        return run.port();
    }

    /** Returns whether it has not ended; one that stands still has not. */
    public boolean isAlive() {
        return run.process().isAlive();
    }

    /** Returns whether it was stopped, and neither went on nor ended since. */
    public boolean isStopped() {
        return stopped && isAlive();
    }

    /** Returns the lines of this run's standard output: whole ones while it runs. */
    public List<String> output() {
        return run.output().lines(run.process());
    }

    /** Returns the lines of this run's standard error: whole ones while it runs. */
    public List<String> errors() {
        return run.errors().lines(run.process());
    }

    /** Returns where the standard input of this run is written to. */
    public OutputStream input() {
        return run.process().input();
    }

    /** Returns how much time the threads of this run have had, if the system tells. */
    public Duration processorTime() {
        return run.process().processorTime();
    }

    /** Ends it at once (SIGKILL), and returns when it has ended. */
    public synchronized void kill() {
        run.process().kill();
    }

    /** Asks it to end (SIGTERM), and does not wait. One that stands still hears of it when it goes on. */
    public synchronized void terminate() {
        run.process().terminate();
    }

    /**
     * Makes it stand still (SIGSTOP), and returns when it does: its connections stay, and the system goes on accepting for it, but nothing
     * is answered. Not on Windows.
     *
     * @throws WorkerException if it has ended, or cannot be stopped
     */
    public synchronized void stop() {
        requireAlive("be stopped");
        stopped = true;
        try {
            run.process().stop();
        } catch (IOException e) {
            throw new WorkerException(run.describe("cannot be stopped: " + e.getMessage()), e);
        }
    }

    /**
     * Lets it go on (SIGCONT).
     *
     * @throws WorkerException if it has ended, or cannot be continued
     */
    public synchronized void resume() {
        requireAlive("go on");
        try {
            run.process().resume();
        } catch (IOException e) {
            throw new WorkerException(run.describe("cannot go on: " + e.getMessage()), e);
        }
        stopped = false;
    }

    private void requireAlive(String what) {
        if (!isAlive()) {
            throw new WorkerException(run.describe("has ended and cannot " + what));
        }
    }

    /** Starts it again on the same port, if it has one; kills it before if it still runs. Does not wait until it serves. */
    public synchronized void restart() {
        restart(run.port());
    }

    /** Starts it again on another port, which is free; kills it before if it still runs. Does not wait until it serves. */
    public synchronized void restartElsewhere() {
        int other = ports.next();
        while (run.port().equals(OptionalInt.of(other))) {
            other = ports.next();
        }
        restartAt(other);
    }

    /** Starts it again on a port; kills it before if it still runs. Does not wait until it serves. */
    public synchronized void restartAt(int port) {
        if (!spec.hasPort()) {
            throw new IllegalStateException("This worker's port is not known: write " + WorkerSpec.PORT
                    + " in its command where it takes its port");
        }
        restart(OptionalInt.of(port));
    }

    private void restart(OptionalInt port) {
        if (closed) {
            throw new IllegalStateException("This worker was closed and cannot be started again");
        }
        kill();
        stopped = false;
        Run next = Run.start(spec, port, directory.nextLog());
        run = next;
        if (closed) { // the JVM began to end meanwhile, and may have looked before
            next.process().kill();
        }
    }

    /** Kills it if it still runs. What it said cannot be read any more. */
    @Override
    public void close() {
        endNow();
        jvmEnd.forget();
    }

    /** Ends it without waiting for whoever uses it at this moment. */
    private void endNow() {
        closed = true;
        run.process().kill();
        directory.delete();
    }
}
