package io.seatrial.testkit.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A strict reader of TAP 14, written from its grammar: a version, a plan, then test points and comments. What the grammar would pass over
 * as "anything" is an error here.
 *
 * @param planned the number of test points that the plan announces
 * @param points the test points
 * @param comments the comments, without their mark
 */
record TapDocument(int planned, List<Point> points, List<String> comments) {

    /**
     * A test point.
     *
     * @param directive {@code SKIP}, {@code TODO} or empty
     * @param diagnostics the YAML block, if there was one
     */
    record Point(
            boolean ok,
            int number,
            String description,
            String directive,
            String reason,
            Map<String, Object> diagnostics) {}

    private static final Pattern PLAN = Pattern.compile("1\\.\\.(\\d+)(?: # .+)?");
    private static final Pattern POINT = Pattern.compile("(not )?ok (\\d+) - (.*)");

    /** A # begins a directive unless a backslash stands before it; what stands behind another word is a comment on the line. */
    private static final Pattern DIRECTIVE =
            Pattern.compile("^((?:[^\\\\#]|\\\\.)*?)(?: # (?i:(SKIP|TODO))\\b\\S*(?: (.+))?)?$");

    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    static TapDocument parse(String text) {
        if (!text.endsWith("\n")) {
            throw new AssertionError("the last line does not end");
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (!lines.get(0).equals("TAP version 14")) {
            throw new AssertionError("no version: " + lines.get(0));
        }
        Matcher plan = PLAN.matcher(lines.get(1));
        if (!plan.matches()) {
            throw new AssertionError("no plan: " + lines.get(1));
        }
        List<Point> points = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        for (int i = 2; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("# ")) {
                comments.add(line.substring(2));
                continue;
            }
            List<String> block = new ArrayList<>();
            if (i + 1 < lines.size() && lines.get(i + 1).equals("  ---")) {
                for (i += 2; !lines.get(i).equals("  ..."); i++) {
                    if (!lines.get(i).startsWith("  ")) {
                        throw new AssertionError("no YAML line: " + lines.get(i));
                    }
                    block.add(lines.get(i).substring(2));
                }
            }
            points.add(point(line, String.join("\n", block)));
        }
        return new TapDocument(Integer.parseInt(plan.group(1)), points, comments);
    }

    @SuppressWarnings("unchecked")
    private static Point point(String line, String yaml) {
        Matcher point = POINT.matcher(line);
        if (!point.matches()) {
            throw new AssertionError("no test point: " + line);
        }
        Matcher rest = DIRECTIVE.matcher(point.group(3));
        if (!rest.matches()) {
            throw new AssertionError("an unescaped # that begins no directive: " + line);
        }
        return new Point(
                point.group(1) == null,
                Integer.parseInt(point.group(2)),
                rest.group(1).replaceAll("\\\\([\\\\#])", "$1"),
                rest.group(2) == null ? "" : rest.group(2),
                rest.group(3) == null ? "" : rest.group(3),
                yaml.isEmpty() ? new LinkedHashMap<>() : YAML.readValue(yaml, Map.class));
    }
}
