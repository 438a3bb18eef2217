package io.seatrial.scenarios.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A tree with the real launcher in it, and a Maven that is a script: it counts its runs and copies a ready program. */
final class Checkout {

    private static final long PATIENCE_SECONDS = 60;

    private final Path root;

    Checkout(Path root) throws IOException {
        this.root = Files.createDirectories(root);
        executable("seatrial", Files.readString(Path.of("..", "seatrial")));
        for (String module : List.of("impl", "testkit", "chaos", "scenarios")) {
            file(module + "/src/main/java/Some.java", "");
            file(module + "/pom.xml", "");
        }
        file("pom.xml", "");
        file(".mvn/jvm.config", "");
        jar(root.resolve("ready.jar"));
        mavenDoes("mkdir -p scenarios/target/app", "cp ready.jar scenarios/target/app/seatrial.jar");
    }

    /** Makes Maven run these commands, after it has written down that it ran. */
    void mavenDoes(String... commands) throws IOException {
        executable(
                "mvnw",
                "#!/usr/bin/env bash\nset -e\necho run >>runs\n"
                        + "echo '[INFO] Building Seatrial impl 0.1.0-SNAPSHOT       [2/5]'\n"
                        + String.join("\n", commands));
    }

    int mavenRuns() throws IOException {
        Path runs = root.resolve("runs");
        return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
    }

    Path path(String name) {
        return root.resolve(name);
    }

    void file(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }

    void executable(String name, String text) throws IOException {
        file(name, text);
        assertThat(root.resolve(name).toFile().setExecutable(true)).isTrue();
    }

    /** Starts the launcher by this path, in this directory. */
    Launch start(Path launcher, Path directory, String javaHome, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", javaHome);
        builder.environment().remove("SEATRIAL_JAVA_OPTS");
        Path out = Files.createTempFile(root, "out", ".txt");
        Path err = Files.createTempFile(root, "err", ".txt");
        return new Launch(
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    Launch run(String... arguments) throws IOException, InterruptedException {
        return start(root.resolve("seatrial"), root, System.getProperty("java.home"), arguments)
                .ended();
    }

    private static void jar(Path path) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        String entry = Program.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(path);
                JarOutputStream jar = new JarOutputStream(file, manifest);
                InputStream program = Program.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new ZipEntry(entry));
            program.transferTo(jar);
        }
    }

    /** One run of the launcher. */
    record Launch(Process process, Path outFile, Path errFile) {

        Launch ended() throws InterruptedException {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return this;
        }

        int exitCode() {
            return process.exitValue();
        }

        String out() throws IOException {
            return Files.readString(outFile, UTF_8);
        }

        String err() throws IOException {
            return Files.readString(errFile, UTF_8);
        }
    }
}
