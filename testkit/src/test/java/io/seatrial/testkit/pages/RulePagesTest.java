package io.seatrial.testkit.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulePagesTest {

    private static final CaseCatalog CATALOG = ForgedCatalog.of("""
            subject: "Forged: one, two"
            defaults: {level: MUST, profiles: [reference, dynamo-1.0], networks: [loopback], transports: [tcp, http], why: Why., source: src.md 1, hint: the hint}
            rules:
              - id: ONE-01
                text: "A key is <id>/<endpoint>, or a*b_c."
                needs: [tcp-wire]
              - id: ONE-02
                texts: {reference: One., dynamo-1.0: Another.}
                untestable: Nobody can see it.
            """, OneCase.class);

    public static final class OneCase {
        @Case(rule = "ONE-01")
        public void shouldHoldTheKey(Trial trial) {}
    }

    @TempDir
    Path directory;

    private static Rule rule(String id) {
        return CATALOG.rules().require(id);
    }

    @Test
    void shouldTellAllThatTheCatalogueSaysOfARule() {
        assertThat(RulePage.markdown(rule("ONE-01"), CATALOG)).isEqualTo("""
                        <!-- Made from the catalogue: ./seatrial rules --write docs/rules -->

                        # ONE-01

                        A key is \\<id\\>/\\<endpoint\\>, or a\\*b\\_c.

                        * level: MUST
                        * subject: Forged: one, two
                        * profiles: reference, dynamo-1.0
                        * networks: loopback, proxied
                        * transports: tcp, http
                        * needs: tcp-wire
                        * source: src.md 1

                        ## Why it matters

                        Why.

                        ## If it fails, check

                        the hint

                        ## Cases

                        * `OneCase.shouldHoldTheKey`: should hold the key

                        ```
                        ./seatrial conform --rules ONE-01
                        ```
                        """);
    }

    @Test
    void shouldTellTheSameOnATerminalWithoutMarks() {
        assertThat(RulePage.text(rule("ONE-01"), CATALOG))
                .startsWith("# ONE-01\n\nA key is <id>/<endpoint>, or a*b_c.\n")
                .doesNotContain("<!--", "\\");
    }

    @Test
    void shouldTellTheTextOfEachProfileAndWhyThereIsNoCase() {
        assertThat(RulePage.markdown(rule("ONE-02"), CATALOG))
                .contains("* reference: One.\n* dynamo-1.0: Another.\n", "None can be written: Nobody can see it.")
                .doesNotContain("needs", "conform --rules");
    }

    @Test
    void shouldListTheRulesBySubject() throws IOException {
        RulePages.of(CATALOG).write(directory);

        assertThat(directory.resolve("README.md"))
                .content()
                .contains(
                        ": 2 rules.",
                        "* [Forged: one, two](#forged-one-two)\n",
                        "\n## Forged: one, two\n",
                        "* [ONE-01](ONE-01.md) MUST: A key is \\<id\\>",
                        "* [ONE-02](ONE-02.md) MUST: One. / Another.\n");
    }

    @Test
    void shouldFindWhatIsMissingStaleOrTooMany() throws IOException {
        RulePages pages = RulePages.of(CATALOG);
        assertThat(pages.stale(directory.resolve("none"))).hasSize(3).contains("ONE-01.md is missing");

        pages.write(directory);
        assertThat(pages.stale(directory)).isEmpty();

        Files.writeString(directory.resolve("ONE-01.md"), "# ONE-01\n");
        Files.delete(directory.resolve("README.md"));
        Files.writeString(directory.resolve("TWO-01.md"), "");
        Files.writeString(directory.resolve("notes.txt"), "");
        assertThat(pages.stale(directory))
                .containsExactly("ONE-01.md is stale", "README.md is missing", "TWO-01.md is about no rule");

        pages.write(directory);
        assertThat(pages.stale(directory)).isEmpty();
        assertThat(directory.resolve("notes.txt")).exists();
    }
}
