package io.seatrial.testkit.pages;

import java.util.Locale;

/** Plain text in Markdown. */
final class Markdown {

    private Markdown() {}

    /** Returns a text so that it is shown as it is: a rule that speaks of {@code <id>} is no HTML. */
    static String escaped(String plain) {
        return plain.replaceAll("[\\\\`*_\\[\\]<>|#]", "\\\\$0");
    }

    /** Returns the name by which a heading is linked to, as GitHub makes it. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .replaceAll("\\s", "-");
    }
}
