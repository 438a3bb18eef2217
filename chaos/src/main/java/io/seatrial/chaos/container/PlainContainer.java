package io.seatrial.chaos.container;

import io.seatrial.chaos.probe.DockerDaemon;
import io.seatrial.testkit.backend.BackendException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * A container that one case has for itself, by Docker's API and without Testcontainers: its client keeps threads and connections, and a
 * case is held to leave none behind. The image has to be there.
 */
public final class PlainContainer implements RunningContainer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int STOP_SECONDS = 5;

    private final DockerDaemon docker;
    private final String host;
    private final int port;
    private final String path;

    private PlainContainer(DockerDaemon docker, String host, int port, String id) {
        this.docker = docker;
        this.host = host;
        this.port = port;
        this.path = "/containers/" + id;
    }

    /**
     * Starts one. It is ready some time later.
     *
     * @param image the name of the image
     * @param port the port outside the container, which should be free
     * @throws BackendException if Docker refuses, with its reason
     */
    public static PlainContainer start(DockerDaemon docker, ServerImage server, String image, int port) {
        String host = docker.publishedHost();
        DockerDaemon.Reply created = ask(docker, "POST", "/containers/create", body(server, image, host, port));
        if (created.status() != 201) {
            throw refused(created);
        }
        PlainContainer container = new PlainContainer(docker, host, port, created.field("Id"));
        try {
            container.restart();
        } catch (BackendException e) {
            container.close();
            throw e;
        }
        return container;
    }

    private static String body(ServerImage server, String image, String host, int port) {
        String inside = server.port() + "/tcp";
        Map<String, Object> binding =
                Map.of("HostIp", ServerImage.publishedOn(host), "HostPort", Integer.toString(port));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Image", image);
        body.put("Labels", ContainerOwner.self().labels());
        body.put("ExposedPorts", Map.of(inside, Map.of()));
        body.put("HostConfig", Map.of("PortBindings", Map.of(inside, List.of(binding))));
        if (!server.arguments().isEmpty()) {
            body.put("Cmd", server.arguments());
        }
        return JSON.writeValueAsString(body);
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
        tell("POST", "/stop?t=" + STOP_SECONDS, Set.of(204, 304));
    }

    @Override
    public void kill() {
        tell("POST", "/kill", Set.of(204, 409));
    }

    @Override
    public void restart() {
        tell("POST", "/start", Set.of(204, 304));
    }

    @Override
    public void pause() {
        tell("POST", "/pause", Set.of(204));
    }

    @Override
    public void resume() {
        tell("POST", "/unpause", Set.of(204));
    }

    @Override
    public void close() {
        tell("DELETE", "?force=1&v=1", Set.of(204, 404, 409));
    }

    /** Some refusals only say that it is so already. */
    private void tell(String method, String command, Set<Integer> accepted) {
        DockerDaemon.Reply reply = ask(docker, method, path + command, "");
        if (!accepted.contains(reply.status())) {
            throw refused(reply);
        }
    }

    private static DockerDaemon.Reply ask(DockerDaemon docker, String method, String path, String body) {
        try {
            return docker.ask(method, path, body);
        } catch (IOException e) {
            throw new BackendException("Docker at " + docker.host() + " does not do it: " + e.getMessage(), e);
        }
    }

    private static BackendException refused(DockerDaemon.Reply reply) {
        return new BackendException("Docker refuses: " + reply.field("message"));
    }
}
