package io.seatrial.testkit.backend;

/**
 * A back end that is reached under another URL than its own.
 *
 * @param backend what is reached
 * @param info what it is, and where it is reached
 */
public record ReachedBackend(OwnBackend backend, BackendInfo info) implements OwnBackend {

    @Override
    public void stop() {
        backend.stop();
    }

    @Override
    public void kill() {
        backend.kill();
    }

    @Override
    public void start() {
        backend.start();
    }

    @Override
    public void pause() {
        backend.pause();
    }

    @Override
    public void resume() {
        backend.resume();
    }

    @Override
    public void close() {
        backend.close();
    }
}
