package io.seatrial.scenarios.conform;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.run.Baseline;
import io.seatrial.testkit.run.KnownFailingFile;
import io.seatrial.testkit.run.KnownFailure;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The list of failures that are known. */
final class KnownFailingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--known-failing",
            paramLabel = "FILE",
            description = "A list of failures that are known. Each must happen, and in the way that it says.")
    private @Nullable Path file;

    @Option(
            names = "--update-baseline",
            description = "After the run, write the list anew so that nothing of this run would fail.")
    private boolean update;

    /** Returns whether the list is to be written anew. */
    boolean updates() {
        return update;
    }

    /**
     * Reads the list.
     *
     * @throws ParameterException if it cannot be used, or if one of its patterns matches no case at all
     */
    List<KnownFailure> read(CaseCatalog catalog, PlaneUnderTest plane) throws IOException {
        if (file == null) {
            if (update) {
                throw new ParameterException(
                        spec.commandLine(), "--update-baseline needs to know which file: give --known-failing FILE");
            }
            return List.of();
        }
        if (update && !Files.exists(file)) {
            return List.of();
        }
        List<KnownFailure> known = parsed(file);
        List<KnownFailure> unmatched = Baseline.unmatched(known, catalog, plane);
        if (!update && !unmatched.isEmpty()) {
            String patterns = unmatched.stream().map(KnownFailure::pattern).collect(Collectors.joining("', '"));
            throw new ParameterException(
                    spec.commandLine(),
                    file + ": no case matches '" + patterns
                            + "'. Take it off the list, or let --update-baseline do it");
        }
        return known.stream().filter(entry -> !unmatched.contains(entry)).toList();
    }

    private List<KnownFailure> parsed(Path from) throws IOException {
        if (!Files.isReadable(from)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--known-failing " + from + " cannot be read. With --update-baseline it is made if there is none");
        }
        try {
            return KnownFailingFile.read(from.toString(), Files.readString(from));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Writes the list anew, and says so. */
    void write(List<KnownFailure> known, RunResult result, PrintWriter out) throws IOException {
        Path to = file;
        if (to == null) {
            return;
        }
        List<KnownFailure> entries = Baseline.updated(known, result);
        Files.writeString(to, KnownFailingFile.write(entries));
        long added = entries.stream().filter(entry -> !known.contains(entry)).count();
        long gone = known.stream().filter(entry -> !entries.contains(entry)).count();
        out.println("baseline: " + to + ", " + entries.size() + " entries, " + added + " added, " + gone + " removed");
    }
}
