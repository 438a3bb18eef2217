package io.seatrial.chaos.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the threads of a process are doing, where the system tells it in {@code /proc}. */
final class ThreadStates {

    /** The state of a thread that a signal has stopped. */
    static final String STOPPED = "T";

    private ThreadStates() {}

    /** Returns the states of all threads, one letter each; empty where the system does not tell. */
    static Stream<String> of(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(threads)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(threads)) {
            List<String> states = all.map(ThreadStates::state).toList();
            return states.stream();
        } catch (IOException e) {
            return Stream.empty(); // it ended meanwhile
        }
    }

    /** The state comes after the name, which stands in parentheses and may hold any character. */
    private static String state(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
        } catch (IOException e) {
            return STOPPED; // a thread that has ended does nothing any more
        }
    }
}
