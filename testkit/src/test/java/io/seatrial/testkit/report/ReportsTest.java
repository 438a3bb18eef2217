package io.seatrial.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.schema.MiniSchema;
import io.seatrial.testkit.history.HistoryLines;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.rule.RuleFile;
import io.seatrial.testkit.run.RunResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ReportsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunResult result = ForgedResult.ofEachVerdict();

    private static String resource(String path) {
        try (InputStream in = ReportsTest.class.getClassLoader().getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldWriteTheTextThatIsOnRecord() {
        assertThat(TextSummary.of(result)).isEqualTo(resource("golden/summary.txt"));
    }

    @Test
    void shouldWriteTheJsonThatIsOnRecord() {
        ObjectNode written = (ObjectNode) JSON.readTree(ResultsJson.of(result));
        ObjectNode versions = (ObjectNode) written.get("run").get("versions");
        versions.put("java", "any").put("os", "any");

        assertThat(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(written))
                .isEqualToNormalizingNewlines(JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(JSON.readTree(resource("golden/results.json"))));
    }

    @Test
    void shouldWriteJsonThatFitsItsSchema() {
        JsonNode schema = JSON.readTree(resource("schema/seatrial-results-1.json"));
        ObjectNode written = (ObjectNode) JSON.readTree(ResultsJson.of(result));

        assertThat(MiniSchema.errors(schema, written)).isEmpty();
        ((ObjectNode) written.get("results").get(0)).put("verdict", "FINE");
        ((ObjectNode) written.get("summary")).remove("failed");
        assertThat(MiniSchema.errors(schema, written))
                .containsExactly(
                        "/summary lacks failed",
                        "/results/0/verdict is none of [\"PASSED\",\"FAILED\",\"SKIPPED\",\"KNOWN_FAILING\","
                                + "\"INCONCLUSIVE\"]");
    }

    @Test
    void shouldPublishASchemaThatTheRuleFilesFit() {
        JsonNode schema = JSON.readTree(resource("schema/seatrial-rules-1.json"));
        YAMLMapper yaml = YAMLMapper.builder().build();

        for (RuleFile file : RuleFile.index(getClass().getClassLoader(), "rules/index.txt")) {
            assertThat(MiniSchema.errors(schema, yaml.readTree(file.yaml())))
                    .as(file.name())
                    .isEmpty();
        }
        assertThat(MiniSchema.errors(schema, yaml.readTree("{subject: x, rules: [{id: a-1, colour: red}]}")))
                .containsExactly(
                        "/rules/0 has an unknown key colour",
                        "/rules/0/id does not match" + " \"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*-[0-9]{2,}$\"");
    }

    @Test
    void shouldWriteXmlThatCiServersRead() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JUnitXml.of(result).getBytes(StandardCharsets.UTF_8)));
        Element suite = xml.getDocumentElement();

        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped"))
                .as("nothing undecided looks passed")
                .isEqualTo("3");
        Element failure = (Element) xml.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message"))
                .isEqualTo("number of <listening> ports: expected 1, but was 2\uFFFD");
        assertThat(failure.getTextContent()).contains("rule      MUST: The rule number 2.");
        assertThat(((Element) failure.getParentNode()).getAttribute("name"))
                .isEqualTo("FORGED-02 ForgedCases.shouldFail");
    }

    @Test
    void shouldWriteEveryFormIntoADirectory(@TempDir Path directory) throws IOException {
        Path reports = directory.resolve("a/b");

        ReportDirectory.write(reports, result);
        ReportDirectory.write(reports, result);

        assertThat(Files.readString(reports.resolve("summary.txt"))).endsWith("1 passed, 1 failed, 1 skipped\n");
        assertThat(reports.resolve("results.json")).isRegularFile();
        assertThat(reports.resolve("junit.xml")).isRegularFile();
    }

    @Test
    void shouldStoreTheHistoriesAndSayWhereTheyAre(@TempDir Path directory) throws Exception {
        Path stale = Files.createDirectories(directory.resolve("history")).resolve("Earlier.jsonl");
        Files.writeString(stale, "of an earlier run");

        ReportDirectory.write(directory, result);

        assertThat(stale).doesNotExist();
        JsonNode written = JSON.readTree(Files.readString(directory.resolve("results.json")));
        assertThat(MiniSchema.errors(JSON.readTree(resource("schema/seatrial-results-1.json")), written))
                .isEmpty();
        JsonNode recorded = written.get("results").get(0).get("recorded");
        assertThat(recorded.get("file").asString())
                .isEqualTo("history/ForgedCases.shouldPass-tcp-loopback-reference.jsonl");
        byte[] bytes = Files.readAllBytes(directory.resolve(recorded.get("file").asString()));
        assertThat(recorded.get("sha256").asString())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(HistoryLines.read(text).events())
                .isEqualTo(result.results().get(0).recording().events());
        JsonNode schema = JSON.readTree(resource("schema/seatrial-history-1.json"));
        assertThat(text.lines())
                .allSatisfy(line -> assertThat(MiniSchema.errors(schema, JSON.readTree(line)))
                        .isEmpty());
    }

    @Test
    void shouldWriteAReportOfAPlaneWhoseWordsHaveNoEncoding(@TempDir Path directory) throws IOException {
        ReportDirectory.write(
                directory,
                new RunResult("for\ud800ged", "1", 1, Calibration.NONE, List.of(), Duration.ZERO, result.results()));

        assertThat(directory.resolve("results.json")).content().contains("for?ged");
    }
}
