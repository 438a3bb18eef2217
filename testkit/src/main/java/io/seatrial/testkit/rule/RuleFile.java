package io.seatrial.testkit.rule;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A file of rules.
 *
 * @param name what messages call it
 * @param yaml its text
 */
public record RuleFile(String name, String yaml) {

    /** Creates a file. */
    public RuleFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(yaml, "yaml");
    }

    /**
     * Reads a resource. It must exist once: of two files of one name on the class path one would silently stand in for the other.
     *
     * @throws RuleError if there is none, or more than one
     */
    public static RuleFile resource(ClassLoader loader, String path) {
        return new RuleFile(path.substring(path.lastIndexOf('/') + 1), text(loader, path));
    }

    /**
     * Reads the files that an index lists, one name a line, relative to the index, in its order. Blank lines and lines that begin
     * with # are passed over.
     *
     * @throws RuleError if the index or a file is missing, or is there more than once
     */
    public static List<RuleFile> index(ClassLoader loader, String indexPath) {
        String folder = indexPath.substring(0, indexPath.lastIndexOf('/') + 1);
        List<RuleFile> files = new ArrayList<>();
        for (String line : text(loader, indexPath).lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                files.add(resource(loader, folder + line));
            }
        }
        return List.copyOf(files);
    }

    private static String text(ClassLoader loader, String path) {
        try {
            List<URL> found = Collections.list(loader.getResources(path));
            if (found.isEmpty()) {
                throw new RuleError("there is no " + path + " on the class path");
            }
            if (found.size() > 1) {
                throw new RuleError(
                        path + " is on the class path more than once: " + found + ". Give one of them another name");
            }
            try (InputStream in = found.get(0).openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new RuleError("cannot read " + path + ": " + e.getMessage(), e);
        }
    }
}
