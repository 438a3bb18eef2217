package io.seatrial.testkit.pages;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.rule.Rule;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A page for each rule and an index by subject, as files. They are made from the catalogue, and from nothing else. */
public final class RulePages {

    /** The command that makes them, for whoever finds one that is stale. */
    public static final String COMMAND = "./seatrial rules --write docs/rules";

    static final String HEAD = "<!-- Made from the catalogue: " + COMMAND + " -->\n\n";

    private static final String INDEX = "README.md";
    private static final String SUFFIX = ".md";

    private final Map<String, String> files = new TreeMap<>();

    private RulePages(CaseCatalog catalog) {
        catalog.rules().all().forEach(rule -> files.put(rule.id() + SUFFIX, RulePage.markdown(rule, catalog)));
        files.put(INDEX, index(catalog));
    }

    /** Makes the pages of a catalogue. */
    public static RulePages of(CaseCatalog catalog) {
        return new RulePages(catalog);
    }

    private static String index(CaseCatalog catalog) {
        Map<String, List<Rule>> subjects = new LinkedHashMap<>();
        catalog.rules()
                .all()
                .forEach(rule -> subjects.computeIfAbsent(rule.subject(), made -> new ArrayList<>())
                        .add(rule));
        StringBuilder text = new StringBuilder(HEAD).append("# Rules\n\n");
        text.append("What a request plane promises: ")
                .append(catalog.rules().all().size());
        text.append(
                " rules. An id never changes its meaning. [Writing cases](../guides/writing-cases.md) says how to add one.\n\n");
        subjects.keySet()
                .forEach(subject -> text.append("* [")
                        .append(Markdown.escaped(subject))
                        .append("](#")
                        .append(Markdown.anchor(subject))
                        .append(")\n"));
        subjects.forEach((subject, rules) -> {
            text.append("\n## ").append(subject).append("\n\n");
            rules.forEach(rule -> text.append("* [")
                    .append(rule.id())
                    .append("](")
                    .append(rule.id())
                    .append(SUFFIX)
                    .append(") ")
                    .append(rule.level())
                    .append(": ")
                    .append(Markdown.escaped(String.join(" / ", rule.distinctTexts())))
                    .append('\n'));
        });
        return text.toString();
    }

    /** Writes the pages into a directory, and takes away those of rules that there are no more. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : pagesIn(directory)) {
            if (!files.containsKey(name)) {
                Files.delete(directory.resolve(name));
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }

    /** Returns which pages of a directory are missing, stale or too many, a sentence each; empty if it is as {@link #write} leaves it. */
    public List<String> stale(Path directory) throws IOException {
        List<String> stale = new ArrayList<>();
        List<String> there = Files.isDirectory(directory) ? pagesIn(directory) : List.of();
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!there.contains(file.getKey())) {
                stale.add(file.getKey() + " is missing");
            } else if (!Files.readString(directory.resolve(file.getKey())).equals(file.getValue())) {
                stale.add(file.getKey() + " is stale");
            }
        }
        there.stream().filter(name -> !files.containsKey(name)).forEach(name -> stale.add(name + " is about no rule"));
        return stale;
    }

    private static List<String> pagesIn(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> pages = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            pages.forEach(page -> names.add(page.getFileName().toString()));
        }
        return names.stream().sorted().toList();
    }

    /** Returns the number of pages. */
    public int size() {
        return files.size();
    }
}
