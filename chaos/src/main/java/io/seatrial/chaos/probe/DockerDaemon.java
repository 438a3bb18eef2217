package io.seatrial.chaos.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A Docker daemon that answers.
 *
 * @param host where, as in {@code DOCKER_HOST}
 * @param version its version
 * @param machine the name of the machine on which it runs, as the daemon sees it
 */
public record DockerDaemon(URI host, String version, String machine) {

    /** One that is there answers in milliseconds, one that starts its first container in less than this. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    /** To stop a container it waits for its process. */
    private static final Duration WORK_BOUND = Duration.ofSeconds(30);

    private static final int DEFAULT_PORT = 2375;
    private static final Set<String> NETWORK_SCHEMES = Set.of("tcp", "http");
    private static final String SOCKET_SCHEME = "unix://";

    /**
     * What came of looking.
     *
     * @param daemon the one that answers, if there is one
     * @param reason where was looked in vain; for people
     */
    public record Search(Optional<DockerDaemon> daemon, String reason) {}

    /** Looks where Docker's own tools and Testcontainers look: in {@code DOCKER_HOST}, and only without it at the usual sockets. */
    public static Search find(Map<String, String> environment) {
        List<String> reasons = new ArrayList<>();
        for (String host : candidates(environment)) {
            try {
                return new Search(Optional.of(at(new URI(host))), "");
            } catch (IOException | URISyntaxException e) {
                reasons.add("no Docker answers at " + host + " (" + e.getMessage() + ")");
            }
        }
        return new Search(Optional.empty(), String.join("; ", reasons));
    }

    private static List<String> candidates(Map<String, String> environment) {
        String named = environment.getOrDefault("DOCKER_HOST", "");
        if (!named.isEmpty()) {
            return List.of(named);
        }
        List<String> usual = new ArrayList<>(List.of(SOCKET_SCHEME + "/var/run/docker.sock"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            usual.add(SOCKET_SCHEME + runtime + "/docker.sock");
        }
        String home = System.getProperty("user.home", "");
        usual.add(SOCKET_SCHEME + home + "/.docker/run/docker.sock");
        usual.add(SOCKET_SCHEME + home + "/.docker/desktop/docker.sock");
        List<String> there = usual.stream()
                .filter(host -> Files.exists(Path.of(host.substring(SOCKET_SCHEME.length()))))
                .toList();
        return there.isEmpty() ? usual.subList(0, 1) : there;
    }

    private static DockerDaemon at(URI host) throws IOException {
        PlainHttp.Response version = get(host, "/version");
        if (version.status() != 200) {
            throw new IOException("it answers /version with status " + version.status());
        }
        String machine = get(host, "/info").json().path("Name").asString("");
        return new DockerDaemon(host, version.json().path("Version").asString("unknown"), machine);
    }

    /** Returns whether an image is there, so that nothing need be fetched to run it. */
    public boolean has(String image) {
        try {
            return get(host, "/images/" + image + "/json").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What Docker answers.
     *
     * @param status the status code of HTTP
     * @param body JSON, or nothing
     */
    public record Reply(int status, String body) {
        /** Returns a field of the answer as text; empty if there is none. */
        public String field(String name) {
            try {
                return new PlainHttp.Response(status, body).json().path(name).asString("");
            } catch (IOException e) {
                return body.strip();
            }
        }
    }

    /**
     * Makes one request of Docker's API, over a connection of its own that is closed.
     *
     * @param body JSON, or empty
     * @throws IOException if it does not answer in time
     */
    public Reply ask(String method, String path, String body) throws IOException {
        PlainHttp.Response response = exchange(host, method, path, body, WORK_BOUND);
        return new Reply(response.status(), response.body());
    }

    /** Returns the host on which this machine reaches the ports that containers publish. */
    public String publishedHost() {
        String named = System.getenv().getOrDefault("TESTCONTAINERS_HOST_OVERRIDE", "");
        if (!named.isEmpty()) {
            return named;
        }
        return isSocketFile(host) ? "localhost" : String.valueOf(host.getHost());
    }

    private static PlainHttp.Response get(URI host, String path) throws IOException {
        return exchange(host, "GET", path, "", BOUND);
    }

    private static PlainHttp.Response exchange(URI host, String method, String path, String body, Duration bound)
            throws IOException {
        try (SocketChannel channel = open(host)) {
            return Bounded.call("docker-probe", bound, () -> {
                channel.connect(address(host));
                return PlainHttp.exchange(
                        Channels.newInputStream(channel), Channels.newOutputStream(channel), method, path, body);
            });
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + bound.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException(String.valueOf(e.getCause()), e.getCause());
        }
    }

    private static SocketChannel open(URI host) throws IOException {
        return isSocketFile(host) ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    }

    private static SocketAddress address(URI host) throws IOException {
        if (isSocketFile(host)) {
            return UnixDomainSocketAddress.of(host.getPath());
        }
        if (host.getHost() == null || !NETWORK_SCHEMES.contains(host.getScheme())) {
            throw new IOException("expected unix:///path or tcp://host:port");
        }
        return new InetSocketAddress(host.getHost(), host.getPort() < 0 ? DEFAULT_PORT : host.getPort());
    }

    private static boolean isSocketFile(URI host) {
        return "unix".equals(host.getScheme());
    }
}
