package io.seatrial.chaos.random.report;

import io.seatrial.chaos.random.ChaosReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes every form of a report into a directory. */
public final class ChaosReportDirectory {

    /** The files that are written. */
    public static final List<String> FILES = List.of("report.html", "results.json");

    private ChaosReportDirectory() {}

    /** Writes the reports; makes the directory if there is none, and replaces reports that are there. */
    public static void write(Path directory, ChaosReport report) throws IOException {
        Files.createDirectories(directory);
        write(directory.resolve("report.html"), ChaosHtml.of(report));
        write(directory.resolve("results.json"), ChaosJson.of(report));
    }

    /** What an implementation under test says may be no text that has an encoding; it must not cost the report. */
    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
