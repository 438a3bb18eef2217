package io.seatrial.scenarios.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The command line in a process of its own. */
public final class SeatrialProcess implements AutoCloseable {

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    private SeatrialProcess(Process process) {
        this.process = process;
        this.readers = List.of(read(process.getInputStream(), output), read(process.getErrorStream(), errors));
    }

    public static SeatrialProcess start(String... arguments) throws IOException {
        return startIn(Map.of(), arguments);
    }

    /** Starts with some variables besides those of this JVM. */
    public static SeatrialProcess startIn(Map<String, String> variables, String... arguments) throws IOException {
        return start(List.of(), variables, arguments);
    }

    /** Starts by another program, which is given the command as its last words. */
    public static SeatrialProcess startBy(List<String> program, String... arguments) throws IOException {
        return start(program, Map.of(), arguments);
    }

    private static SeatrialProcess start(List<String> program, Map<String, String> variables, String... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(program);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Seatrial.class.getName()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(variables);
        return new SeatrialProcess(builder.start());
    }

    private static Thread read(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                in.lines().forEach(lines::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    /** Waits for the first line of output and returns it. */
    public String awaitLine(Duration ceiling) {
        Awaitility.await("a line of output; errors: " + errors)
                .atMost(ceiling)
                .until(() -> !output.isEmpty() || !process.isAlive());
        if (output.isEmpty()) {
            throw new AssertionError("ended with " + process.exitValue() + ": " + errors());
        }
        return output.get(0);
    }

    public int awaitExit(Duration ceiling) throws InterruptedException {
        if (!process.waitFor(ceiling.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running; output " + output + ", errors " + errors);
        }
        for (Thread reader : readers) {
            reader.join(ceiling.toMillis());
        }
        return process.exitValue();
    }

    public List<String> output() {
        return List.copyOf(output);
    }

    public String errors() {
        return String.join("\n", errors);
    }

    /** Returns the number of open descriptors, as the system counts them. */
    public int descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return (int) open.count();
        }
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }
}
