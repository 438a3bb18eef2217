package io.seatrial.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {

    private static final Path DOCS = Path.of("").toAbsolutePath();

    @TempDir
    private Path directory;

    @Test
    void shouldFindNoBrokenLinkInTheDocumentation() throws IOException {
        List<Path> files = documentation();

        assertThat(files).contains(DOCS.resolveSibling("README.md"), DOCS.resolve("decisions/README.md"));
        assertThat(BrokenLinks.in(files)).isEmpty();
    }

    @Test
    void shouldListEachDecisionInOrderWithoutGaps() throws IOException {
        Path decisions = DOCS.resolve("decisions");
        List<String> pages;
        try (Stream<Path> files = Files.list(decisions)) {
            pages = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .sorted()
                    .toList();
        }

        assertThat(MarkdownFile.read(decisions.resolve("README.md")).links()).containsExactlyElementsOf(pages);
        for (int i = 0; i < pages.size(); i++) {
            assertThat(pages.get(i)).startsWith("%04d-".formatted(i + 1));
        }
    }

    @Test
    void shouldFindAMissingFile() throws IOException {
        assertThat(broken("see [that](no/such.md)")).singleElement().asString().endsWith("no/such.md (no such file)");
    }

    @Test
    void shouldFindAMissingHeading() throws IOException {
        assertThat(broken("# One\n[two](#two)")).singleElement().asString().endsWith("#two (no such heading)");
    }

    @Test
    void shouldFindAnAbsolutePath() throws IOException {
        assertThat(broken("[root](/etc)")).singleElement().asString().endsWith("/etc (not relative)");
    }

    @Test
    void shouldFindABrokenReferenceAndImage() throws IOException {
        assertThat(broken("![x](x.png)\n\n[y]: y.md \"why\"")).hasSize(2);
    }

    @Test
    void shouldFollowLinksThatLeadSomewhere() throws IOException {
        Files.writeString(directory.resolve("b c.md"), "## What it is, and `why`\n## Again\n## Again\n");

        assertThat(broken("# A\n[b](b%20c.md#what-it-is-and-why) [c](b%20c.md#again-1) [a](#a)"))
                .isEmpty();
    }

    @Test
    void shouldLeaveCodeAndOtherMachinesAlone() throws IOException {
        assertThat(broken("`[a](b)` [c](https://seatrial.example/d) [m](mailto:a@b)\n```\n[e](f)\n```\n"))
                .isEmpty();
    }

    private List<String> broken(String text) throws IOException {
        Path file = directory.resolve("a.md");
        Files.writeString(file, text);
        return BrokenLinks.in(List.of(file));
    }

    private static List<Path> documentation() throws IOException {
        try (Stream<Path> docs = Files.walk(DOCS);
                Stream<Path> root = Files.list(DOCS.getParent())) {
            return Stream.concat(docs, root)
                    .filter(file -> file.toString().endsWith(".md") && !file.startsWith(DOCS.resolve("target")))
                    .sorted()
                    .toList();
        }
    }
}
