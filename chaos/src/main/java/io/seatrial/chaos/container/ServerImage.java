package io.seatrial.chaos.container;

import java.util.List;

/** How a server runs in a container of an image that may be any build of it: the public one, or one with nothing but the program. */
public enum ServerImage {
    /** A NATS server with JetStream. */
    NATS(4222, List.of("-a", "0.0.0.0", "-p", "4222", "-js", "-sd", "/data")),

    /** Toxiproxy, by its API. */
    TOXIPROXY(8474, List.of());

    private final int port;
    private final List<String> arguments;

    ServerImage(int port, List<String> arguments) {
        this.port = port;
        this.arguments = arguments;
    }

    /** Returns the port on which it listens inside the container. */
    int port() {
        return port;
    }

    /** Returns what the program is given; empty for what the image says. */
    List<String> arguments() {
        return arguments;
    }

    /** Returns the address outside that a port is published on: the loopback interface alone, if that is where it is reached. */
    static String publishedOn(String host) {
        return host.equals("localhost") ? "127.0.0.1" : "0.0.0.0";
    }
}
