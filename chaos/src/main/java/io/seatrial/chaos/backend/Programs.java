package io.seatrial.chaos.backend;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds programs on PATH, then where systems put servers that are not on everybody's PATH. */
final class Programs {

    private static final String COMMON = "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/opt/homebrew/bin";

    private final Map<String, String> environment;

    Programs(Map<String, String> environment) {
        this.environment = environment;
    }

    Optional<Path> find(String name) {
        String home = System.getProperty("user.home", "");
        Stream<String> directories = Stream.of(
                        split(environment.getOrDefault("PATH", ""), File.pathSeparator),
                        Stream.of(home + "/.local/bin", home + "/go/bin"),
                        split(COMMON, ":"))
                .flatMap(part -> part);
        return directories
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Stream<String> split(String path, String separator) {
        return Arrays.stream(path.split(Pattern.quote(separator)));
    }
}
