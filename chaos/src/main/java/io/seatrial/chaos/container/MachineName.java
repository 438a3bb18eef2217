package io.seatrial.chaos.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this machine, or of the container that this JVM runs in; nobody is asked over the network. */
final class MachineName {

    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private MachineName() {}

    static String get() {
        try {
            return Files.readString(LINUX).strip();
        } catch (IOException e) {
            return System.getenv().getOrDefault("HOSTNAME", "unknown");
        }
    }
}
