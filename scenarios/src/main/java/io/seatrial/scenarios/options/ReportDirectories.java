package io.seatrial.scenarios.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The directory of {@code --report}, for commands that run for minutes: they must not end with a report that cannot be written. */
public final class ReportDirectories {

    private ReportDirectories() {}

    /**
     * Makes a directory if there is none.
     *
     * @throws ParameterException if it cannot be made or written to
     */
    public static void require(Path report, CommandSpec spec) {
        if (!isWritable(report)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--report " + report + " is not a directory that can be written to. Name another one");
        }
    }

    private static boolean isWritable(Path report) {
        try {
            Files.createDirectories(report);
            return Files.isWritable(report);
        } catch (IOException failure) {
            return false;
        }
    }
}
