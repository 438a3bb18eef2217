package io.seatrial.chaos.backend;

import io.seatrial.chaos.container.ServerImage;
import io.seatrial.chaos.probe.Greeting;
import io.seatrial.chaos.probe.NatsGreeting;
import io.seatrial.chaos.probe.ToxiproxyGreeting;
import java.nio.file.Path;
import java.util.List;

/**
 * A kind of back end, as data: by which variables it is named, how it is started, how it is asked who it is.
 *
 * @param name the name by which it is asked for
 * @param scheme the scheme of its URLs
 * @param defaultPort the port of a URL without one
 * @param urlVariables the variables that may name one that runs, the first that is set wins
 * @param program the name of its program
 * @param arguments how the program is called
 * @param imageVariable the variable that names another image
 * @param localImage the image that {@code .ci/setup --docker} makes, taken if it is there
 * @param publicImage the image that its makers publish
 * @param image how it runs in a container
 * @param greeting how it is asked who it is
 */
public record BackendKind(
        String name,
        String scheme,
        int defaultPort,
        List<String> urlVariables,
        String program,
        Arguments arguments,
        String imageVariable,
        String localImage,
        String publicImage,
        ServerImage image,
        Greeting greeting) {

    /** A NATS server with JetStream. */
    public static final BackendKind NATS = new BackendKind(
            "nats",
            "nats",
            4222,
            List.of("SEATRIAL_NATS_URL", "NATS_SERVER"),
            "nats-server",
            (port, directory, serverName) -> List.of(
                    "-a",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(port),
                    "-js",
                    "-sd",
                    directory.resolve("data").toString(),
                    "--name",
                    serverName),
            "SEATRIAL_NATS_IMAGE",
            "seatrial/nats:local",
            "nats:2",
            ServerImage.NATS,
            new NatsGreeting());

    /** The fault proxy of Shopify. Its URL is that of its HTTP API. */
    public static final BackendKind TOXIPROXY = new BackendKind(
            "toxiproxy",
            "http",
            8474,
            List.of("SEATRIAL_TOXIPROXY_URL"),
            "toxiproxy-server",
            (port, directory, serverName) -> List.of("-host", "127.0.0.1", "-port", Integer.toString(port)),
            "SEATRIAL_TOXIPROXY_IMAGE",
            "seatrial/toxiproxy:local",
            "ghcr.io/shopify/toxiproxy:2.12.0",
            ServerImage.TOXIPROXY,
            new ToxiproxyGreeting());

    /** Creates a kind. */
    public BackendKind {
        urlVariables = List.copyOf(urlVariables);
    }

    /** Returns all of them. */
    public static List<BackendKind> all() {
        return List.of(NATS, TOXIPROXY);
    }

    /** How a program is called. */
    @FunctionalInterface
    public interface Arguments {
        /**
         * Returns the arguments that make it listen on the loopback interface.
         *
         * @param port where to listen
         * @param directory where to keep files
         * @param serverName what to call itself, if it can
         */
        List<String> of(int port, Path directory, String serverName);
    }

    /** Returns a URL of a server on a host and port. */
    String url(String host, int port) {
        return scheme + "://" + host + ":" + port;
    }
}
