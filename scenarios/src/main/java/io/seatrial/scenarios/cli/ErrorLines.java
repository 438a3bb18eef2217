package io.seatrial.scenarios.cli;

import io.seatrial.plane.PlaneException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line with the remedy, and into an exit code. Only what should not happen shows a stack trace. */
final class ErrorLines implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (!(failure instanceof PlaneException)) {
            failure.printStackTrace(command.getErr());
            command.getErr().println("seatrial: an error of Seatrial itself; please report it with the lines above");
            return ExitCode.INTERNAL;
        }
        command.getErr().println("seatrial: " + failure.getMessage() + remedy(failure));
        return failure instanceof PlaneException.ConfigurationError ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private static String remedy(Exception failure) {
        if (!(failure instanceof PlaneException.BindFailed)) {
            return "";
        }
        String message = String.valueOf(failure.getMessage());
        if (message.contains("in use")) {
            return ". Choose a free port with --port, or 0 to let the system choose";
        }
        return message.contains("Permission denied") ? ". Choose a port from 1024 on with --port" : "";
    }
}
