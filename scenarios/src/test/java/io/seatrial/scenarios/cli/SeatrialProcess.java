package io.seatrial.scenarios.cli;

import io.seatrial.chaos.process.WorkerProcess;
import io.seatrial.chaos.process.WorkerSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The command line in a process of its own. */
public final class SeatrialProcess implements AutoCloseable {

    private final WorkerProcess process;

    private SeatrialProcess(WorkerProcess process) {
        this.process = process;
    }

    public static SeatrialProcess start(String... arguments) {
        return startIn(Map.of(), arguments);
    }

    /** Starts with some variables besides those of this JVM. */
    public static SeatrialProcess startIn(Map<String, String> variables, String... arguments) {
        return run(List.of(), variables, System.getProperty("java.class.path"), Seatrial.class, arguments);
    }

    /** Starts by another program, which is given the command as its last words. */
    public static SeatrialProcess startBy(List<String> program, String... arguments) {
        return run(program, Map.of(), System.getProperty("java.class.path"), Seatrial.class, arguments);
    }

    /** Starts another class of the class path. */
    public static SeatrialProcess startProgram(Class<?> program, String... arguments) {
        return run(List.of(), Map.of(), System.getProperty("java.class.path"), program, arguments);
    }

    /**
     * Starts a process from jars, as users do, that may have only so many open descriptors; not on Windows. From directories a JVM takes a
     * descriptor for each class that it loads, and what it could not load once it never loads.
     *
     * @param limit the number of descriptors; the JVM and its jars need about a hundred
     * @param scratch where jars can be made
     */
    public static SeatrialProcess startWithDescriptors(int limit, Path scratch, String... arguments)
            throws IOException {
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = scratch.resolve(classPath.size() + ".jar");
            classPath.add(Files.isDirectory(Path.of(entry)) ? jarOf(entry, jar) : entry);
        }
        return run(
                List.of("bash", "-c", "ulimit -n " + limit + " && exec \"$@\"", "seatrial"),
                Map.of(),
                String.join(File.pathSeparator, classPath),
                Seatrial.class,
                arguments);
    }

    private static String jarOf(String directory, Path jar) {
        int failed = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", directory, ".");
        if (failed != 0) {
            throw new AssertionError("no jar of " + directory);
        }
        return jar.toString();
    }

    private static SeatrialProcess run(
            List<String> before,
            Map<String, String> variables,
            String classPath,
            Class<?> program,
            String... arguments) {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                program.getName()));
        words.addAll(List.of(arguments));
        return new SeatrialProcess(WorkerProcess.start(WorkerSpec.of(words).with(variables)));
    }

    /** Waits for the first line of output and returns it. */
    public String awaitLine(Duration ceiling) {
        Awaitility.await("a line of output").atMost(ceiling).until(() -> !output().isEmpty() || !process.isAlive());
        List<String> lines = output();
        if (lines.isEmpty()) {
            throw new AssertionError("ended with " + process.awaitExit(Duration.ZERO) + ": " + errors());
        }
        return lines.get(0);
    }

    public int awaitExit(Duration ceiling) {
        return process.awaitExit(ceiling)
                .orElseThrow(() -> new AssertionError("still running; output " + output() + ", errors " + errors()));
    }

    /** Returns the lines that it has written, whole ones while it runs. */
    public List<String> output() {
        return process.output();
    }

    public String errors() {
        return String.join("\n", process.errors());
    }

    /** Returns the number of open descriptors, as the system counts them. */
    public int descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return (int) open.count();
        }
    }

    /** Returns the time for which its threads have run, as the system counts it. */
    public Duration processorTime() {
        return process.processorTime();
    }

    /** Gives the program an empty line. */
    public void enterLine() throws IOException {
        process.input().write('\n');
        process.input().flush();
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.terminate();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Returns the process itself, for what else can be done to it. */
    public WorkerProcess worker() {
        return process;
    }

    /** Kills it if it still runs; what it said cannot be read any more. */
    @Override
    public void close() {
        process.close();
    }
}
