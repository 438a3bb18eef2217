package io.seatrial.docs;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds relative links that lead nowhere. Links to other machines are left alone: the build asks no network. */
final class BrokenLinks {

    private static final Pattern SCHEME = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*:|//).*");

    private BrokenLinks() {}

    /** Returns each broken link as {@code file: target (what is wrong)}. */
    static List<String> in(List<Path> files) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path file : files) {
            for (String link : MarkdownFile.read(file).links()) {
                if (!SCHEME.matcher(link).matches()) {
                    String fault = faultOf(file, URLDecoder.decode(link.replace("+", "%2B"), StandardCharsets.UTF_8));
                    if (!fault.isEmpty()) {
                        broken.add(file + ": " + link + " (" + fault + ")");
                    }
                }
            }
        }
        return broken;
    }

    private static String faultOf(Path file, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? file : file.resolveSibling(path).normalize();
        if (path.startsWith("/")) {
            return "not relative";
        }
        if (!Files.exists(target)) {
            return "no such file";
        }
        boolean toHeading = hash >= 0 && target.toString().endsWith(".md");
        return toHeading && !MarkdownFile.read(target).anchors().contains(link.substring(hash + 1))
                ? "no such heading"
                : "";
    }
}
