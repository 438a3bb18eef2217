package io.seatrial.chaos.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.seatrial.testkit.backend.BackendException;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.toxiproxy.ToxiproxyContainer;
import org.testcontainers.utility.DockerImageName;

/** A container by Testcontainers, which fetches the image if it is not there. */
public final class ServerContainer implements RunningContainer {

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
        GenericContainer<?> container = container(server, DockerImageName.parse(image));
        container.withLabels(owner.labels());
        String host = DockerClientFactory.instance().dockerHostIpAddress();
        container.setPortBindings(List.of(ServerImage.publishedOn(host) + ":" + port + ":" + server.port()));
        try {
            container.start();
        } catch (RuntimeException | Error e) {
            container.stop();
            throw e;
        }
        return new ServerContainer(container, docker, host, port);
    }

    private static GenericContainer<?> container(ServerImage server, DockerImageName image) {
        return switch (server) {
            case NATS ->
                new GenericContainer<>(image)
                        .withExposedPorts(server.port())
                        .withCommand(server.arguments().toArray(String[]::new))
                        .waitingFor(Wait.forLogMessage(".*Server is ready.*", 1));
            case TOXIPROXY -> new ToxiproxyContainer(image.asCompatibleSubstituteFor("ghcr.io/shopify/toxiproxy"));
        };
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void stop() {
        told(docker.stopContainerCmd(id()).withTimeout(STOP_SECONDS)::exec, NotModifiedException.class);
    }

    @Override
    public void kill() {
        told(docker.killContainerCmd(id())::exec, ConflictException.class);
    }

    @Override
    public void restart() {
        told(docker.startContainerCmd(id())::exec, NotModifiedException.class);
    }

    @Override
    public void pause() {
        told(docker.pauseContainerCmd(id())::exec, NotModifiedException.class);
    }

    @Override
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

    @Override
    public void close() {
        container.stop();
    }
}
