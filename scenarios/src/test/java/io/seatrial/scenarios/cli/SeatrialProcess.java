package io.seatrial.scenarios.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The command line in a process of its own. */
public final class SeatrialProcess implements AutoCloseable {

    private static final long END_SECONDS = 30;

    private final Process process;
    private final Said output;
    private final Said errors;

    private SeatrialProcess(Process process, Said output, Said errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    public static SeatrialProcess start(String... arguments) throws IOException {
        return startIn(Map.of(), arguments);
    }

    /** Starts with some variables besides those of this JVM. */
    public static SeatrialProcess startIn(Map<String, String> variables, String... arguments) throws IOException {
        return run(List.of(), variables, System.getProperty("java.class.path"), Seatrial.class, arguments);
    }

    /** Starts by another program, which is given the command as its last words. */
    public static SeatrialProcess startBy(List<String> program, String... arguments) throws IOException {
        return run(program, Map.of(), System.getProperty("java.class.path"), Seatrial.class, arguments);
    }

    /** Starts another class of the class path. */
    public static SeatrialProcess startProgram(Class<?> program, String... arguments) throws IOException {
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
            List<String> before, Map<String, String> variables, String classPath, Class<?> program, String... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                program.getName()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(variables);
        Said output = Said.into("output");
        Said errors = Said.into("errors");
        Process started = builder.redirectOutput(output.file())
                .redirectError(errors.file())
                .start();
        return new SeatrialProcess(started, output, errors);
    }

    /** Waits for the first line of output and returns it. */
    public String awaitLine(Duration ceiling) {
        Awaitility.await("a line of output").atMost(ceiling).until(() -> !output().isEmpty() || !process.isAlive());
        List<String> lines = output();
        if (lines.isEmpty()) {
            throw new AssertionError("ended with " + process.exitValue() + ": " + errors());
        }
        return lines.get(0);
    }

    public int awaitExit(Duration ceiling) throws InterruptedException {
        if (!process.waitFor(ceiling.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running; output " + output() + ", errors " + errors());
        }
        return process.exitValue();
    }

    /** Returns the lines that it has written, whole ones while it runs. */
    public List<String> output() {
        return output.lines(process);
    }

    public String errors() {
        return String.join("\n", errors.lines(process));
    }

    /** Returns the number of open descriptors, as the system counts them. */
    public int descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return (int) open.count();
        }
    }

    /** Returns the time for which its threads have run, as the system counts it. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Gives the program an empty line. */
    public void enterLine() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Kills it if it still runs; what it said cannot be read any more. */
    @Override
    public void close() {
        kill();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " does not end by SIGKILL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        output.delete();
        errors.delete();
    }
}
