package io.seatrial.scenarios.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** Adapters of somebody else: compiled from text, in a jar that only they are in. */
public final class AdapterJar {

    private static final String HEAD = """
            package third;
            import io.seatrial.plane.*;
            import io.seatrial.testkit.spi.*;
            import java.util.*;
            import java.util.concurrent.locks.LockSupport;
            """;

    /** A plane that is the reference's, with a name and fewer capabilities of its own. */
    private static final String POLITE = """
            public class Polite implements PlaneUnderTest {
                public String name() { return "polite"; }
                public String version() { return "9.9"; }
                public Set<Capability> capabilities() { return EnumSet.of(Capability.SHARED_SERVER); }
                public Set<PlaneMode> transports() { return Set.of(PlaneMode.TCP); }
                public PlaneProcess openProcess(ProcessSetup setup) {
                    return new io.seatrial.testkit.reference.ReferencePlane().openProcess(setup);
                }
            }
            """;

    private final Path directory;
    private final List<String> services = new ArrayList<>();

    /**
     * Prepares a jar.
     *
     * @param directory an empty directory, the test's own
     */
    public AdapterJar(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("classes/META-INF/services"));
        with("Polite", POLITE);
    }

    /** Compiles one class, whose source starts behind the imports. */
    public AdapterJar with(String type, String source) throws IOException {
        Path file = Files.writeString(directory.resolve(type + ".java"), HEAD + source);
        String classes = directory.resolve("classes").toString();
        String classPath = System.getProperty("java.class.path") + java.io.File.pathSeparator + classes;
        run("javac", "-proc:none", "-nowarn", "-cp", classPath, "-d", classes, file.toString());
        return this;
    }

    /** Compiles a class that is polite but for its process. */
    public AdapterJar withProcess(String type, String openProcess) throws IOException {
        return with(
                type,
                "public class " + type + " extends Polite { public String name() { return \"" + type.toLowerCase()
                        + "\"; } public PlaneProcess openProcess(ProcessSetup setup) {" + openProcess + "} }");
    }

    /** Lets the service loader know classes. */
    public AdapterJar registering(String... types) {
        for (String type : types) {
            services.add("third." + type);
        }
        return this;
    }

    /** Writes the jar and returns its path. */
    public String write() throws IOException {
        Path jar = directory.resolve("adapters.jar");
        Files.write(directory.resolve("classes/META-INF/services/io.seatrial.testkit.spi.PlaneUnderTest"), services);
        run(
                "jar",
                "--create",
                "--file",
                jar.toString(),
                "-C",
                directory.resolve("classes").toString(),
                ".");
        return jar.toString();
    }

    private static void run(String tool, String... arguments) {
        int failed = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        if (failed != 0) {
            throw new AssertionError(tool + " failed");
        }
    }
}
