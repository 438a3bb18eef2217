package io.seatrial.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.testkit.forged.Defect;
import io.seatrial.testkit.forged.LifeCases;
import io.seatrial.testkit.history.HistoryLines;
import io.seatrial.testkit.history.Sha256;
import io.seatrial.testkit.report.ReportDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredResultsTest {

    private static final String RUN = "LifeCases.shouldLive tcp simulated reference";

    @TempDir
    private Path directory;

    private Path results;
    private Path history;

    private void store(Defect defect) throws IOException {
        ReportDirectory.write(directory, LifeCases.run(defect));
        results = directory.resolve("results.json");
        history = directory.resolve("history").resolve(RUN.replace(' ', '-') + ".jsonl");
    }

    private Judgement judged() throws IOException {
        StoredResults stored = StoredResults.judge(results);
        assertThat(stored.withoutHistory()).isZero();
        assertThat(stored.judgements()).hasSize(1);
        return stored.judgements().get(0);
    }

    private void replaceIn(Path file, String text, String by) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(text);
        Files.writeString(file, before.replace(text, by));
    }

    @Test
    void shouldJudgeAGoodHistoryAsTheRunDid() throws IOException {
        store(Defect.NONE);

        assertThat(judged()).isEqualTo(new Judgement(RUN, "PASSED", java.util.List.of()));
    }

    @Test
    void shouldFindAgainWhatTheRunFound() throws IOException {
        store(Defect.DOES_NOT_DRAIN);

        assertThat(judged().verdict()).isEqualTo("FAILED");
        assertThat(judged().problems()).singleElement().asString().contains("when unregister returned: expected none");
    }

    @Test
    void shouldFindWhatSomebodyWroteIntoAHistoryWithItsHashes() throws IOException {
        store(Defect.NONE);
        HistoryLines stored = HistoryLines.read(Files.readString(history));
        ForgedHistory forged = new ForgedHistory();
        stored.events().forEach(event -> forged.add(event.fact()));
        String before = Sha256.of(Files.readAllBytes(history));
        Files.writeString(
                history,
                new HistoryLines(stored.header(), forged.sent(99).over().events()).write());
        replaceIn(results, before, Sha256.of(Files.readAllBytes(history)));

        assertThat(judged().problems()).hasSize(2);
        assertThat(judged().problems().get(0)).contains("does not hold the events that were hashed");
        assertThat(judged().problems().get(1)).contains("request 99 to nowhere");

        replaceIn(results, "\"history\"", "\"else\"");
        assertThat(judged().problems().get(0)).as("as in real time").contains("that were hashed");
    }

    @Test
    void shouldNotJudgeAFileThatIsNotTheOneThatWasStored() throws IOException {
        store(Defect.NONE);
        replaceIn(history, "\"over\"", "\"Over\"");
        assertThat(judged().problems()).singleElement().asString().contains("is not the file that was stored");

        Files.delete(history);
        assertThat(judged().problems()).singleElement().asString().contains("there is no history/");

        replaceIn(results, "history/Life", "../history/Life");
        assertThat(judged().problems()).singleElement().asString().contains("is not below");
    }

    @Test
    void shouldSayWhatIsWrongWithAFileThatHoldsNoResults() throws IOException {
        Path file = directory.resolve("x.json");
        Files.writeString(file, "{\"schema\": \"seatrial-results/2\"}");
        assertThatThrownBy(() -> StoredResults.judge(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the schema seatrial-results/1, but it is 'seatrial-results/2'");

        Files.writeString(file, "TAP version 14");
        assertThatThrownBy(() -> StoredResults.judge(file)).hasMessageContaining("is no JSON");
    }
}
