package io.seatrial.chaos.backend;

import io.seatrial.chaos.probe.Answer;
import io.seatrial.chaos.process.ChildProcess;
import io.seatrial.chaos.process.FreePort;
import io.seatrial.chaos.process.JvmEnd;
import io.seatrial.chaos.process.ScratchDirectory;
import io.seatrial.testkit.backend.BackendException;
import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A back end that was started as a program, with files of its own. */
final class ProgramServer implements OwnBackend {

    private static final String HOST = "127.0.0.1";
    private static final int TRIES = 5;
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(100);

    /** Toxiproxy says so and runs on, without its API. */
    private static final String PORT_TAKEN = "address already in use";

    private final BackendKind kind;
    private final Path program;
    private final int port;
    private final ScratchDirectory directory;
    private final Optional<JvmEnd> jvmEnd;
    private volatile @Nullable ChildProcess process;
    private volatile boolean closed;
    private volatile String version = "unknown";
    private boolean paused;

    private ProgramServer(BackendKind kind, Path program, int port, ScratchDirectory directory, Lifetime lifetime) {
        this.kind = kind;
        this.program = program;
        this.port = port;
        this.directory = directory;
        this.jvmEnd = lifetime == Lifetime.AT_MOST_THE_JVM ? Optional.of(JvmEnd.runs(this::endNow)) : Optional.empty();
    }

    /**
     * Starts one, and returns when it answers.
     *
     * @param port where it shall listen; empty for any free port
     * @throws BackendException if it does not start, with what it said
     */
    static ProgramServer start(BackendKind kind, Path program, OptionalInt port, Lifetime lifetime) {
        FreePort free = new FreePort();
        for (int tries = 1; ; tries++) {
            ProgramServer server = open(kind, program, port.orElseGet(free::next), lifetime);
            try {
                server.launch();
                return server;
            } catch (BackendException e) {
                server.close();
                boolean again = portWasTaken(e) && port.isEmpty() && tries < TRIES;
                if (!again) {
                    throw e;
                }
            }
        }
    }

    private static ProgramServer open(BackendKind kind, Path program, int port, Lifetime lifetime) {
        try {
            return new ProgramServer(kind, program, port, ScratchDirectory.create(kind.name()), lifetime);
        } catch (IOException e) {
            throw new BackendException("no directory for " + kind.program() + " can be made: " + e.getMessage(), e);
        }
    }

    private static boolean portWasTaken(BackendException failure) {
        return String.valueOf(failure.getMessage()).contains(PORT_TAKEN);
    }

    private void launch() {
        String serverName = "seatrial-" + ProcessHandle.current().pid() + "-" + Long.toHexString(Machine.nanoTime());
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(kind.arguments().of(port, directory.path(), serverName));
        try {
            ChildProcess started = ChildProcess.start(inItsDirectory(command));
            process = started;
            if (closed) { // the JVM began to end meanwhile, and may have looked before
                started.kill();
            }
            Answer answer = Readiness.await(
                    kind,
                    HOST,
                    port,
                    () -> started.isAlive() && !directory.endOfLog().contains(PORT_TAKEN),
                    got -> got.name().isEmpty() || got.name().equals(serverName));
            version = answer.version();
        } catch (IOException e) {
            String said = directory.endOfLog();
            throw new BackendException(
                    program + " did not start: " + e.getMessage() + (said.isEmpty() ? "" : "; it said: " + said), e);
        }
    }

    /** Its output goes to a file: with a pipe this JVM would hold a descriptor for it. */
    private ProcessBuilder inItsDirectory(List<String> command) {
        return new ProcessBuilder(command)
                .directory(directory.path().toFile())
                .redirectInput(ChildProcess.nothing())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.nextLog().toFile()));
    }

    @Override
    public BackendInfo info() {
        return new BackendInfo(kind.name(), "program " + program, version, kind.url(HOST, port));
    }

    /** Returns the process id, for tests that look whether it is gone. */
    long pid() {
        return running().map(ChildProcess::pid).orElse(-1L);
    }

    /** Returns its files, for tests. */
    ScratchDirectory directory() {
        return directory;
    }

    private Optional<ChildProcess> running() {
        return Optional.ofNullable(process).filter(ChildProcess::isAlive);
    }

    @Override
    public synchronized void stop() {
        resume(); // one that stands still does not hear that it is asked to end
        running().ifPresent(ChildProcess::end);
    }

    @Override
    public synchronized void kill() {
        running().ifPresent(ChildProcess::kill);
        paused = false;
    }

    @Override
    public synchronized void start() {
        if (closed) {
            throw new BackendException(kind.name() + " was closed and cannot be started again");
        }
        resume();
        for (int tries = 1; running().isEmpty(); tries++) {
            try {
                launch();
            } catch (BackendException e) {
                kill();
                if (!portWasTaken(e) || tries == TRIES) {
                    throw e;
                }
                Machine.pause(BEFORE_NEXT_TRY); // somebody had the port for a moment: it must be this one
            }
        }
    }

    @Override
    public synchronized void pause() {
        ChildProcess alive =
                running().orElseThrow(() -> new BackendException(kind.name() + " does not run and cannot be paused"));
        try {
            paused = true;
            alive.stop();
        } catch (IOException e) {
            throw new BackendException(kind.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void resume() {
        if (paused) {
            paused = false;
            running().ifPresent(this::resume);
        }
    }

    private void resume(ChildProcess alive) {
        try {
            alive.resume();
        } catch (IOException e) {
            throw new BackendException(kind.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            try {
                stop();
            } catch (BackendException e) {
                kill(); // it cannot be woken to be asked
            }
            endNow();
            jvmEnd.ifPresent(JvmEnd::forget);
        }
    }

    /** Ends it without waiting for whoever uses it at this moment, who may be waiting for it to start. */
    private void endNow() {
        closed = true;
        running().ifPresent(ChildProcess::kill);
        directory.delete();
    }
}
