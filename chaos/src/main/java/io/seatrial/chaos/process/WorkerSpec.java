package io.seatrial.chaos.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * How a worker is started.
 *
 * <pre>{@code
 * WorkerSpec.of("./my-worker", "--port", WorkerSpec.PORT).servingWhenItSays("ready")
 * }</pre>
 *
 * @param command the program and its arguments; {@link #PORT} in any of them stands for the worker's port
 * @param variables its environment, besides that of this JVM; {@link #PORT} stands for the worker's port here, too
 * @param announcement what a line of its standard output holds when it serves; without one it serves when its port on 127.0.0.1 accepts a
 *     connection
 * @param port its first port, if {@link #PORT} occurs; without one, any that is free
 * @param patience how long it may take until it serves
 */
public record WorkerSpec(
        List<String> command,
        Map<String, String> variables,
        Optional<Pattern> announcement,
        OptionalInt port,
        Duration patience) {

    /** Stands for the worker's port in its command and variables. */
    public static final String PORT = "{port}";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Checks and copies. */
    public WorkerSpec {
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
        Objects.requireNonNull(announcement);
        Objects.requireNonNull(port);
        Objects.requireNonNull(patience);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("A worker needs a command");
        }
    }

    /** Returns a worker that a command starts. */
    public static WorkerSpec of(String... command) {
        return of(List.of(command));
    }

    /** Returns a worker that a command starts. */
    public static WorkerSpec of(List<String> command) {
        return new WorkerSpec(command, Map.of(), Optional.empty(), OptionalInt.empty(), PATIENCE);
    }

    /** Returns a worker that is a class with a {@code main} method, run by the Java and the class path of this JVM. */
    public static WorkerSpec java(Class<?> main, String... arguments) {
        return java(main.getName(), arguments);
    }

    /** Returns a worker that is a class with a {@code main} method, by its name. */
    public static WorkerSpec java(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return of(command);
    }

    /** Returns this with further variables. */
    public WorkerSpec with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(more);
        return new WorkerSpec(command, all, announcement, port, patience);
    }

    /** Returns this, serving when a line of its standard output matches a regular expression, anywhere in the line. */
    public WorkerSpec servingWhenItSays(String expression) {
        return new WorkerSpec(command, variables, Optional.of(Pattern.compile(expression)), port, patience);
    }

    /** Returns this with a first port. */
    public WorkerSpec at(int first) {
        return new WorkerSpec(command, variables, announcement, OptionalInt.of(first), patience);
    }

    /** Returns this with more or less patience. */
    public WorkerSpec servingWithin(Duration bound) {
        return new WorkerSpec(command, variables, announcement, port, bound);
    }

    /** Returns whether {@link #PORT} occurs. */
    boolean hasPort() {
        return command.stream().anyMatch(word -> word.contains(PORT))
                || variables.values().stream().anyMatch(value -> value.contains(PORT));
    }

    /** Returns how a process is started at a port, without its outputs. */
    ProcessBuilder builder(OptionalInt at) {
        ProcessBuilder builder = new ProcessBuilder(
                command.stream().map(word -> placed(word, at)).toList());
        variables.forEach((name, value) -> builder.environment().put(name, placed(value, at)));
        return builder;
    }

    private static String placed(String text, OptionalInt at) {
        return at.isEmpty() ? text : text.replace(PORT, Integer.toString(at.getAsInt()));
    }
}
