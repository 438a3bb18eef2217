package io.seatrial.testkit.reference;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what a worker measures from the text in which it tells it, as a scraper does. */
final class PrometheusText {

    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private PrometheusText() {}

    /** Returns the samples by name and labels, {@code name{a="b",c="d"}}, the labels in the order of their names. */
    static Map<String, Double> series(String text) {
        Map<String, Double> series = new TreeMap<>();
        text.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
            String labels = sample.group(2) == null ? "" : "{" + sorted(sample.group(2)) + "}";
            series.put(sample.group(1) + labels, Double.parseDouble(sample.group(3)));
        });
        return series;
    }

    private static String sorted(String labels) {
        Map<String, String> byName = new TreeMap<>();
        Matcher label = LABEL.matcher(labels);
        while (label.find()) {
            byName.put(label.group(1), label.group(2));
        }
        return byName.entrySet().stream()
                .map(entry -> entry.getKey() + "=\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(","));
    }
}
