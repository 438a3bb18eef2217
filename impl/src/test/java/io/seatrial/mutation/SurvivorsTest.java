package io.seatrial.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds the changes that PIT made and no test noticed, and the classes of which it could not try each, against those that are explained.
 * Runs in the profile mutation, behind PIT.
 */
@Tag("mutation")
class SurvivorsTest {

    private static final Path REPORT = Path.of("target", "pit-reports", "mutations.xml");
    private static final Path EXPLAINED = Path.of("mutation", "survivors.txt");

    private final Map<String, Integer> explained = new HashMap<>();
    private final Set<String> explainedClasses = new HashSet<>();

    @Test
    void shouldExplainEachMutationThatNoTestNoticed() throws Exception {
        readExplained();
        Map<String, List<String>> survivors = new TreeMap<>();
        Set<String> classes = new HashSet<>();
        List<String> faults = new ArrayList<>();
        for (Element mutation : mutations()) {
            String type = afterLastDot(text(mutation, "mutatedClass"));
            classes.add(type);
            // PIT counts a change as noticed that ended the JVM which was to try it, also if it did so before any test
            // ran.
            if (mutation.getAttribute("status").equals("RUN_ERROR")) {
                if (!explainedClasses.contains(type)) {
                    faults.add(type + ": a change of " + text(mutation, "mutatedMethod")
                            + " could not be tried: say why in " + EXPLAINED);
                }
            } else if (!Boolean.parseBoolean(mutation.getAttribute("detected"))) {
                survivors
                        .computeIfAbsent(key(mutation), key -> new ArrayList<>())
                        .add("line " + text(mutation, "lineNumber") + ", " + text(mutation, "description"));
            }
        }
        survivors.forEach((key, lines) -> {
            if (lines.size() > explained.getOrDefault(key, 0)) {
                faults.add(key + " " + lines.size() + ": no test notices " + lines + ": write one, or explain it in "
                        + EXPLAINED);
            }
        });
        explained.forEach((key, count) -> {
            if (count > survivors.getOrDefault(key, List.of()).size()) {
                faults.add(key + " " + count + " in " + EXPLAINED + ": fewer survive, take it out");
            }
        });
        explainedClasses.stream()
                .filter(type -> !classes.contains(type))
                .forEach(type -> faults.add(type + " in " + EXPLAINED + ": there is no such class"));
        assertThat(faults).isEmpty();
    }

    private static List<Element> mutations() throws Exception {
        NodeList nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(REPORT.toFile())
                .getElementsByTagName("mutation");
        assertThat(nodes.getLength()).as("mutations in %s", REPORT).isPositive();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static String key(Element mutation) {
        return String.join(
                " ",
                afterLastDot(text(mutation, "mutatedClass")),
                text(mutation, "mutatedMethod"),
                afterLastDot(text(mutation, "mutator")));
    }

    private static String afterLastDot(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String text(Element mutation, String tag) {
        return mutation.getElementsByTagName(tag).item(0).getTextContent();
    }

    /** Reads lines of: class, method, mutator, how many, a colon, the reason; or class, a colon, the reason. */
    private void readExplained() throws IOException {
        for (String line : Files.readAllLines(EXPLAINED)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(": ");
            assertThat(colon).as("a reason behind a colon in '%s'", line).isPositive();
            String[] words = line.substring(0, colon).split(" ", -1);
            boolean isNew = words.length == 1
                    ? explainedClasses.add(words[0])
                    : explained.put(String.join(" ", words[0], words[1], words[2]), Integer.valueOf(words[3])) == null;
            assertThat(isNew).as("whether '%s' is there once", line).isTrue();
        }
    }
}
