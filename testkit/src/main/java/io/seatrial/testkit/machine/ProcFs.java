package io.seatrial.testkit.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the operating system says of this process, where it says it in {@code /proc}. Elsewhere everything is empty. */
public final class ProcFs {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final List<Path> SOCKET_TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String LISTENING = "0A";
    private static final String SOCKET = "socket:[";

    private ProcFs() {}

    /** Returns whether the system tells. */
    public static boolean isAvailable() {
        return Files.isDirectory(DESCRIPTORS) && Files.isReadable(SOCKET_TABLES.get(0));
    }

    /** Returns what each open descriptor of this process is, by its number; files are left out, since the JVM opens them as it likes. */
    public static Map<Integer, String> channels() {
        Map<Integer, String> open = new TreeMap<>();
        if (!isAvailable()) {
            return open;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path entry : entries) {
                String target = target(entry);
                if (!target.isEmpty() && !target.startsWith("/")) {
                    open.put(Integer.valueOf(entry.getFileName().toString()), target);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot list " + DESCRIPTORS, e);
        }
        return open;
    }

    private static String target(Path entry) throws IOException {
        try {
            return Files.readSymbolicLink(entry).toString();
        } catch (NoSuchFileException e) {
            return ""; // closed since it was listed
        }
    }

    /** Returns the ports on which this process listens, by the inode of the socket. */
    public static Map<String, Integer> listeningPorts() {
        Map<String, Integer> listening = new TreeMap<>();
        List<String> own = new ArrayList<>();
        for (String target : channels().values()) {
            if (target.startsWith(SOCKET)) {
                own.add(target.substring(SOCKET.length(), target.length() - 1));
            }
        }
        for (Path table : SOCKET_TABLES) {
            for (String line : lines(table)) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTENING) && own.contains(fields[9])) {
                    String port = fields[1].substring(fields[1].indexOf(':') + 1);
                    listening.put(fields[9], Integer.parseInt(port, 16));
                }
            }
        }
        return listening;
    }

    private static List<String> lines(Path table) {
        if (!Files.isReadable(table)) {
            return List.of(); // a system without IPv6 has no table for it
        }
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + table, e);
        }
    }
}
