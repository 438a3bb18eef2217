package io.seatrial.chaos.backend;

import io.seatrial.chaos.container.ServerContainer;
import io.seatrial.testkit.backend.BackendException;
import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.backend.OwnBackend;
import java.io.IOException;

/** A back end in a Docker container. Testcontainers, or its helper Ryuk, removes the container when the JVM ends before it is closed. */
final class ContainerServer implements OwnBackend {

    private final BackendKind kind;
    private final ServerContainer container;
    private final BackendInfo info;
    private boolean paused;
    private boolean closed;

    /** Takes a container over that has just been started. */
    ContainerServer(BackendKind kind, String image, ServerContainer container) {
        this.kind = kind;
        this.container = container;
        this.info = new BackendInfo(
                kind.name(), "Docker image " + image, ready(), kind.url(container.host(), container.port()));
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
        }
    }
}
