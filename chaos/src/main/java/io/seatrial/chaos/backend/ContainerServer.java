package io.seatrial.chaos.backend;

import io.seatrial.chaos.container.RunningContainer;
import io.seatrial.chaos.process.JvmEnd;
import io.seatrial.testkit.backend.BackendException;
import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.backend.OwnBackend;
import java.io.IOException;
import java.util.Optional;

/** A back end in a Docker container. One by Testcontainers is removed by it, or by its helper Ryuk, if the JVM ends before it is closed. */
final class ContainerServer implements OwnBackend {

    private final BackendKind kind;
    private final RunningContainer container;
    private final BackendInfo info;
    private final Optional<JvmEnd> jvmEnd;
    private boolean paused;
    private boolean closed;

    private ContainerServer(BackendKind kind, String image, RunningContainer container, Lifetime lifetime) {
        this.kind = kind;
        this.container = container;
        this.info = new BackendInfo(
                kind.name(), "Docker image " + image, ready(), kind.url(container.host(), container.port()));
        this.jvmEnd =
                lifetime == Lifetime.AT_MOST_THE_JVM ? Optional.of(JvmEnd.runs(container::close)) : Optional.empty();
    }

    /** Takes a container over that has just been started, and returns when the server answers; if it does not, the container is removed. */
    static ContainerServer of(BackendKind kind, String image, RunningContainer container, Lifetime lifetime) {
        try {
            return new ContainerServer(kind, image, container, lifetime);
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private String ready() {
        try {
            return Readiness.await(kind, container.host(), container.port(), () -> true, any -> true)
                    .version();
        } catch (IOException e) {
            throw new BackendException(
                    kind.name() + " in a container at " + container.host() + ":" + container.port() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public BackendInfo info() {
        return info;
    }

    @Override
    public synchronized void stop() {
        resume();
        container.stop();
    }

    @Override
    public synchronized void kill() {
        resume();
        container.kill();
    }

    @Override
    public synchronized void start() {
        resume();
        container.restart();
        ready();
    }

    @Override
    public synchronized void pause() {
        if (!paused) {
            container.pause();
            paused = true;
        }
    }

    @Override
    public synchronized void resume() {
        if (paused) {
            container.resume();
            paused = false;
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            container.close();
            jvmEnd.ifPresent(JvmEnd::forget);
        }
    }
}
