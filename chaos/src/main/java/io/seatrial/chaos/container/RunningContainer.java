package io.seatrial.chaos.container;

/**
 * A server in a container of its own. Its port outside is chosen by us and not by Docker, which would choose another one at each start. What
 * Docker refuses is a {@link io.seatrial.testkit.backend.BackendException}. Not safe for many threads.
 */
public interface RunningContainer {

    /** Returns the host on which the server is reached. */
    String host();

    /** Returns the port on which the server is reached. */
    int port();

    /** Asks the server to end and waits for it. */
    void stop();

    /** Ends the server at once. */
    void kill();

    /** Starts the server again, on the same port and with the same files. It is ready some time later. */
    void restart();

    /** Freezes the server's processes. */
    void pause();

    /** Lets them go on. */
    void resume();

    /** Removes the container. */
    void close();
}
