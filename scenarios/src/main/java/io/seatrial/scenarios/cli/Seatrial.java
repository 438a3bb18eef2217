package io.seatrial.scenarios.cli;

import io.seatrial.scenarios.bench.BenchCommand;
import io.seatrial.scenarios.chaos.ChaosCommand;
import io.seatrial.scenarios.check.CheckCommand;
import io.seatrial.scenarios.conform.ConformCommand;
import io.seatrial.scenarios.conform.ListCommand;
import io.seatrial.scenarios.doctor.DoctorCommand;
import io.seatrial.scenarios.mutants.MutantsCommand;
import io.seatrial.scenarios.peer.CallCommand;
import io.seatrial.scenarios.peer.ServeCommand;
import io.seatrial.scenarios.proxy.ProxyCommand;
import io.seatrial.scenarios.rules.ExplainCommand;
import io.seatrial.scenarios.rules.RulesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. It does nothing by itself: without a command it says what there is. */
@Command(
        name = "seatrial",
        description = "Conformance tests and sea trials for request planes.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ConformCommand.class,
            ListCommand.class,
            ExplainCommand.class,
            RulesCommand.class,
            CheckCommand.class,
            MutantsCommand.class,
            ChaosCommand.class,
            BenchCommand.class,
            ServeCommand.class,
            CallCommand.class,
            ProxyCommand.class,
            DoctorCommand.class
        },
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.INTERNAL,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all passed",
            "1:at least one failed",
            "2:nothing failed, at least one was inconclusive",
            "64:the command line cannot be understood",
            "70:an error of Seatrial itself"
        })
public final class Seatrial implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Creates the root command, for {@link #commandLine()}. */
    Seatrial() {}

    /**
     * Runs the command line and ends the JVM with its exit code.
     *
     * @param args the arguments, without the program's name
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Returns a fresh command line with all commands, not yet parsed. */
    static CommandLine commandLine() {
        return new CommandLine(new Seatrial())
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new ErrorLines());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
