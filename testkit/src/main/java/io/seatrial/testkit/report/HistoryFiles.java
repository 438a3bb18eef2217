package io.seatrial.testkit.report;

import io.seatrial.testkit.history.HistoryHeader;
import io.seatrial.testkit.history.HistoryLines;
import io.seatrial.testkit.history.Sha256;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The histories of a run, a file each. */
final class HistoryFiles {

    private static final String DIRECTORY = "history";
    private static final String SUFFIX = ".jsonl";

    private HistoryFiles() {}

    /** Writes the histories below a report's directory, in place of those of an earlier run. Returns where each is kept. */
    static Map<PlannedRun, StoredHistory> write(Path report, RunResult result) throws IOException {
        Path directory = Files.createDirectories(report.resolve(DIRECTORY));
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : earlier) {
                Files.delete(file);
            }
        }
        Map<PlannedRun, StoredHistory> stored = new LinkedHashMap<>();
        for (CaseResult one : result.results()) {
            if (one.events() > 0) {
                String name = one.run().id().replaceAll("[^A-Za-z0-9._]", "-") + SUFFIX;
                byte[] lines = lines(one).write().getBytes(StandardCharsets.US_ASCII);
                Files.write(directory.resolve(name), lines);
                stored.put(one.run(), new StoredHistory(DIRECTORY + "/" + name, Sha256.of(lines)));
            }
        }
        return stored;
    }

    private static HistoryLines lines(CaseResult result) {
        PlannedRun run = result.run();
        HistoryHeader header = new HistoryHeader(
                HistoryLines.SCHEMA,
                run.method().id(),
                run.transport().name(),
                run.network().label(),
                run.profile().label(),
                result.seed(),
                result.recording().hash());
        return new HistoryLines(header, result.recording().events());
    }
}
