package io.seatrial.chaos.container;

import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.toxiproxy.ToxiproxyContainer;
import org.testcontainers.utility.DockerImageName;

/** How a server runs in a container of an image that may be any build of it: the public one, or one with nothing but the program. */
public enum ServerImage {
    /** A NATS server with JetStream. */
    NATS(4222) {
        @Override
        GenericContainer<?> container(DockerImageName image) {
            GenericContainer<?> container = new GenericContainer<>(image);
            container.withExposedPorts(port());
            container.withCommand("-a", "0.0.0.0", "-p", "4222", "-js", "-sd", "/data");
            return container.waitingFor(Wait.forLogMessage(".*Server is ready.*", 1));
        }
    },

    /** Toxiproxy; the ports of its proxies are those that Testcontainers' module opens. */
    TOXIPROXY(8474) {
        @Override
        GenericContainer<?> container(DockerImageName image) {
            return new ToxiproxyContainer(image.asCompatibleSubstituteFor("ghcr.io/shopify/toxiproxy"));
        }
    };

    private final int port;

    ServerImage(int port) {
        this.port = port;
    }

    /** Returns the port on which it listens inside the container. */
    int port() {
        return port;
    }

    /** Makes a container that is not started yet, and would be ready when its start returns. */
    abstract GenericContainer<?> container(DockerImageName image);

    /** Returns the published port in the form that Docker takes: on the loopback interface alone, if that is where it is reached. */
    List<String> bindings(String host, int hostPort) {
        String loopback = host.equals("localhost") ? "127.0.0.1:" : "";
        return List.of(loopback + hostPort + ":" + port);
    }
}
