package io.seatrial.chaos.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.seatrial.testkit.backend.BackendException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server in a container of its own. Its port outside is chosen by us and not by Docker, which would choose another one at each start.
 * Not safe for many threads.
 */
public final class ServerContainer {

    private static final int STOP_SECONDS = 5;

    private final GenericContainer<?> container;
    private final DockerClient docker;
    private final String host;
    private final int port;

    private ServerContainer(GenericContainer<?> container, DockerClient docker, String host, int port) {
        this.container = container;
        this.docker = docker;
        this.host = host;
        this.port = port;
    }

    /**
     * Starts one, and returns when it is ready. May take as long as an image takes to come, so the caller bounds it.
     *
     * @param image the name of the image
     * @param port the port outside the container, which should be free
     * @throws RuntimeException if it does not work, with Testcontainers' reason
     */
    public static ServerContainer start(ServerImage server, String image, int port) {
        DockerClient docker = DockerClientFactory.instance().client();
        ContainerOwner owner = ContainerOwner.self();
        owner.removeAbandoned(docker);
        GenericContainer<?> container = server.container(DockerImageName.parse(image));
        container.withLabels(owner.labels());
        String host = DockerClientFactory.instance().dockerHostIpAddress();
        container.setPortBindings(server.bindings(host, port));
        try {
            container.start();
        } catch (RuntimeException | Error e) {
            container.stop();
            throw e;
        }
        return new ServerContainer(container, docker, host, port);
    }

    /** Returns the host on which the server is reached. */
    public String host() {
        return host;
    }

    /** Returns the port on which the server is reached. */
    public int port() {
        return port;
    }

    /** Asks the server to end and waits for it. */
    public void stop() {
        told(docker.stopContainerCmd(id()).withTimeout(STOP_SECONDS)::exec, NotModifiedException.class);
    }

    /** Ends the server at once. */
    public void kill() {
        told(docker.killContainerCmd(id())::exec, ConflictException.class);
    }

    /** Starts the server again, on the same port and with the same files. It is ready some time later. */
    public void restart() {
        told(docker.startContainerCmd(id())::exec, NotModifiedException.class);
    }

    /** Freezes the server's processes. */
    public void pause() {
        told(docker.pauseContainerCmd(id())::exec, NotModifiedException.class);
    }

    /** Lets them go on. */
    public void resume() {
        told(docker.unpauseContainerCmd(id())::exec, NotModifiedException.class);
    }

    private String id() {
        return container.getContainerId();
    }

    /** Tells Docker to do something; the one answer that means that it is so already is as good as a success. */
    private static void told(Runnable command, Class<? extends DockerException> already) {
        try {
            command.run();
        } catch (DockerException e) {
            if (!already.isInstance(e)) {
                throw new BackendException("Docker refuses: " + e.getMessage(), e);
            }
        }
    }

    /** Removes the container. */
    public void close() {
        container.stop();
    }
}
