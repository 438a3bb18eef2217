package io.seatrial.testkit.report;

import io.seatrial.testkit.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes every form of a report into a directory: {@code results.json}, {@code junit.xml}, {@code summary.txt}. */
public final class ReportDirectory {

    private ReportDirectory() {}

    /** Writes the reports; makes the directory if there is none, and replaces reports that are there. */
    public static void write(Path directory, RunResult result) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("results.json"), ResultsJson.of(result));
        Files.writeString(directory.resolve("junit.xml"), JUnitXml.of(result));
        Files.writeString(directory.resolve("summary.txt"), TextSummary.of(result));
    }
}
