package io.seatrial.testkit.catalog;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers of behaviours out of the {@code source} of rules, where they stand as in {@code dynamo-manager.md 5.6, behaviours 108 and
 * 109; dynamo-tcp.md 121; push_router.rs}. Numbers with a point are sections.
 */
final class Behaviours {

    /** The document whose numbers stand behind the word. */
    static final String MANAGER = "dynamo-manager.md";

    /** The document whose numbers stand alone. */
    static final String TCP = "dynamo-tcp.md";

    private static final Pattern WORD = Pattern.compile("behaviours? ");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.#-])(\\d+)(?![\\w.]*\\w)");

    private Behaviours() {}

    /** Returns the numbers of a document that a source cites. */
    static Set<Integer> cited(String document, String source) {
        Set<Integer> numbers = new TreeSet<>();
        for (String part : source.split(";")) {
            int name = part.indexOf(document);
            if (name >= 0) {
                numbers.addAll(numbers(document, part.substring(name + document.length())));
            }
        }
        return numbers;
    }

    private static Set<Integer> numbers(String document, String behind) {
        Matcher word = WORD.matcher(behind);
        if (document.equals(TCP)) {
            return numbers(behind);
        }
        return word.find() ? numbers(behind.substring(word.end())) : Set.of();
    }

    /** Returns the whole numbers in a text. */
    static Set<Integer> numbers(String text) {
        return new TreeSet<>(NUMBER.matcher(text)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList());
    }

    /** Returns the numbers of a document in lines such as {@code dynamo-tcp.md 5 25: a reason}. */
    static Set<Integer> listed(String document, List<String> lines) {
        Set<Integer> numbers = new TreeSet<>();
        for (String line : lines) {
            if (line.startsWith(document)) {
                numbers.addAll(numbers(line.substring(document.length(), line.indexOf(": "))));
            }
        }
        return numbers;
    }
}
