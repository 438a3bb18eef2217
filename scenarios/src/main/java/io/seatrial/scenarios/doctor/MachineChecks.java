package io.seatrial.scenarios.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import io.seatrial.testkit.machine.Calibration;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the main job needs of the machine itself. Each check is made when the stream comes to it, since some take their time. */
final class MachineChecks {

    /** A run of all cases was seen to open about 110 at once, the JVM's own included. */
    private static final long DESCRIPTORS_NEEDED = 500;

    private MachineChecks() {}

    static Stream<Check> all() {
        return Stream.<Supplier<Check>>of(
                        MachineChecks::java,
                        MachineChecks::cores,
                        MachineChecks::descriptors,
                        MachineChecks::loopback,
                        MachineChecks::temporaryFiles,
                        MachineChecks::timers)
                .map(Supplier::get);
    }

    /** The launcher refuses a Java that is too old; it does not come this far. */
    private static Check java() {
        return Check.ok(
                "java",
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ") in "
                        + System.getProperty("java.home"));
    }

    private static Check cores() {
        Runtime runtime = Runtime.getRuntime();
        return Check.ok(
                "cores",
                runtime.availableProcessors() + ", and " + runtime.maxMemory() / (1024 * 1024) + " MB of heap");
    }

    private static Check descriptors() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return Check.ok("descriptors", "this system does not tell its limit");
        }
        long limit = system.getMaxFileDescriptorCount();
        return limit < DESCRIPTORS_NEEDED
                ? Check.bad("descriptors", "at most " + limit + ", which is too few", "ulimit -n " + DESCRIPTORS_NEEDED)
                : Check.ok("descriptors", "at most " + limit);
    }

    private static Check loopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return Check.ok("loopback", "127.0.0.1 can be listened on, as on port " + socket.getLocalPort());
        } catch (IOException e) {
            return Check.bad("loopback", "127.0.0.1 cannot be listened on: " + e.getMessage(), "ip link set lo up");
        }
    }

    private static Check temporaryFiles() {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Files.delete(Files.createTempFile(directory, "seatrial-doctor", ""));
            return Check.ok("files", directory + " can be written to");
        } catch (IOException e) {
            return Check.bad(
                    "files",
                    directory + " cannot be written to: " + e.getMessage(),
                    "SEATRIAL_JAVA_OPTS=-Djava.io.tmpdir=DIR, with a directory that can");
        }
    }

    private static Check timers() {
        Calibration calibration = Calibration.measure();
        return Check.ok(
                "timers",
                String.format(
                        Locale.ROOT,
                        "at most %.1f ms late; ceilings are multiplied by %.1f",
                        calibration.jitter().toNanos() / 1e6,
                        calibration.multiplier()));
    }
}
