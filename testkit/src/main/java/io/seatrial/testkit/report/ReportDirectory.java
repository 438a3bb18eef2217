package io.seatrial.testkit.report;

import io.seatrial.testkit.report.html.HtmlReport;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes every form of a report into a directory. */
public final class ReportDirectory {

    /** The files that are written, beside the histories in {@code history}. */
    public static final List<String> FILES =
            List.of("report.html", "results.json", "junit.xml", "results.tap", "summary.txt");

    private ReportDirectory() {}

    /** Writes the reports; makes the directory if there is none, and replaces reports that are there. */
    public static void write(Path directory, RunResult result) throws IOException {
        Files.createDirectories(directory);
        Map<PlannedRun, StoredHistory> histories = HistoryFiles.write(directory, result);
        write(
                directory.resolve("report.html"),
                HtmlReport.of(
                        result,
                        run -> histories.containsKey(run) ? histories.get(run).file() : ""));
        write(directory.resolve("results.json"), ResultsJson.of(result, histories));
        write(directory.resolve("junit.xml"), JUnitXml.of(result));
        write(directory.resolve("results.tap"), Tap.of(result));
        write(directory.resolve("summary.txt"), TextSummary.of(result));
    }

    /** What an implementation under test says may be no text that has an encoding; it must not cost the report. */
    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
