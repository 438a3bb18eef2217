package io.seatrial.nats;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real {@code nats-server} on a port of its own on loopback. It keeps its port, its configuration and its store over a restart, and
 * leaves neither a process nor a file behind when it is closed.
 */
public final class NatsServerProcess implements AutoCloseable {

    private static final Duration CEILING = Duration.ofSeconds(60);
    private static final Pattern PORT = Pattern.compile("nats://[^\"]*:(\\d+)");
    private static final String ANY_FREE = "-1";

    private final Path directory;
    private final List<String> command = new ArrayList<>();
    private String port = ANY_FREE;
    private Process process;

    private NatsServerProcess(List<String> options, String configuration) {
        try {
            directory = Files.createTempDirectory("seatrial-nats-");
            Path file = Files.writeString(directory.resolve("nats.conf"), configuration);
            command.addAll(List.of(required().toString(), "-c", file.toString(), "-a", "127.0.0.1"));
            command.addAll(List.of("--ports_file_dir", directory.toString()));
            command.addAll(List.of("-l", directory.resolve("log").toString()));
            command.addAll(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the program on {@code PATH}, if there is one. */
    public static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(each -> Path.of(each).resolve("nats-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path required() {
        return find().orElseThrow(() -> new AssertionError("No nats-server on PATH; .ci/setup installs one"));
    }

    /** Starts a server that lets everybody in. */
    public static NatsServerProcess start() {
        return start("");
    }

    /** Starts a server with more in its configuration file. */
    public static NatsServerProcess start(String configuration) {
        NatsServerProcess server = new NatsServerProcess(List.of(), configuration);
        server.restart();
        return server;
    }

    /** Starts a server with JetStream, whose store lies in a directory of its own. */
    public static NatsServerProcess startWithJetStream() {
        NatsServerProcess server = new NatsServerProcess(List.of("-js"), "");
        server.command.addAll(List.of("-sd", server.directory.resolve("store").toString()));
        server.restart();
        return server;
    }

    /** Returns where it listens. */
    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    /** Returns the port, which stays the same over restarts. */
    public int port() {
        return Integer.parseInt(port);
    }

    /** Replaces the configuration file, for the next restart. */
    public void configure(String configuration) {
        try {
            Files.writeString(directory.resolve("nats.conf"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the server again, on the same port; one that runs is killed first. Returns when it takes connections. */
    public void restart() {
        kill();
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("-p", port));
        try {
            process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("out").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path ports = directory.resolve("nats-server_" + process.pid() + ".ports");
        await("a nats-server that listens")
                .pollInterval(Duration.ofMillis(5))
                .atMost(CEILING)
                .until(() -> listensAt(ports));
    }

    private boolean listensAt(Path ports) throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("nats-server ended: " + Files.readString(directory.resolve("log")));
        }
        if (!Files.exists(ports)) {
            return false;
        }
        Matcher found = PORT.matcher(Files.readString(ports));
        if (!found.find()) {
            return false;
        }
        port = found.group(1);
        return true;
    }

    /** Kills the server and removes what it has stored. */
    public void loseStore() {
        kill();
        remove(directory.resolve("store"));
    }

    /** Ends the server as an operator does, who lets it close its connections. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Kills the server. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(CEILING.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("nats-server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Returns the process, for what else a test does to it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        kill();
        remove(directory);
    }

    private static void remove(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
