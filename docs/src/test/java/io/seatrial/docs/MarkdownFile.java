package io.seatrial.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Markdown file links to, and which headings it offers as targets. Code, fenced or inline, is not looked at.
 *
 * @param path the file
 * @param links the targets as written, in order
 * @param anchors the names by which headings are linked to, as GitHub makes them
 */
record MarkdownFile(Path path, List<String> links, Set<String> anchors) {

    private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern INLINE = Pattern.compile("]\\(\\s*<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\s*\\)");
    private static final Pattern REFERENCE = Pattern.compile("^\\s{0,3}\\[[^]]+]:\\s+<?(\\S+?)>?(?:\\s+.*)?$");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*$");

    static MarkdownFile read(Path path) throws IOException {
        List<String> links = new ArrayList<>();
        Map<String, Integer> seen = new LinkedHashMap<>();
        Set<String> anchors = new LinkedHashSet<>();
        boolean fenced = false;
        for (String line : Files.readAllLines(path)) {
            if (FENCE.matcher(line).find()) {
                fenced = !fenced;
            } else if (!fenced) {
                Matcher heading = HEADING.matcher(line);
                if (heading.matches()) {
                    String slug = slug(heading.group(1));
                    int before = seen.merge(slug, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? slug : slug + "-" + before);
                }
                String text = CODE.matcher(line).replaceAll("");
                addAll(INLINE.matcher(text), links);
                addAll(REFERENCE.matcher(text), links);
            }
        }
        return new MarkdownFile(path, links, anchors);
    }

    private static void addAll(Matcher matcher, List<String> links) {
        while (matcher.find()) {
            links.add(matcher.group(1));
        }
    }

    private static String slug(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .replaceAll("\\s", "-");
    }
}
