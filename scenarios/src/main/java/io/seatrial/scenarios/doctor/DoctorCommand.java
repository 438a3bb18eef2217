package io.seatrial.scenarios.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seatrial doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Says what this machine has, what it lacks, and the one command that helps.",
            "Ends with 0 if the main job, seatrial conform, can run; what is missing besides is skipped there."
        },
        footerHeading = "%nBack ends are looked for in this order:%n",
        footer = {
            "  SEATRIAL_NATS_URL or NATS_SERVER, SEATRIAL_TOXIPROXY_URL   one that runs",
            "  nats-server, toxiproxy-server on PATH                      started when needed",
            "  SEATRIAL_NATS_IMAGE, SEATRIAL_TOXIPROXY_IMAGE              a Docker image, else the public one",
            "SEATRIAL_BACKENDS=url,program,docker narrows or reorders it."
        })
public final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** Creates the command, for the command line. */
    public DoctorCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Check> checks = new ArrayList<>();
        Stream.concat(MachineChecks.all(), new BackendChecks(System.getenv()).all())
                .forEach(check -> {
                    check.print(out);
                    checks.add(check);
                });
        String bad = names(checks, Check.State.BAD);
        String missing = names(checks, Check.State.MISSING);
        out.println(
                bad.isEmpty()
                        ? "seatrial conform can run"
                                + (missing.isEmpty() ? "" : "; what needs " + missing + " is skipped")
                        : "seatrial conform cannot run like this: " + bad);
        out.flush();
        return bad.isEmpty() ? 0 : 1;
    }

    private static String names(List<Check> checks, Check.State state) {
        return checks.stream()
                .filter(check -> check.state() == state)
                .map(Check::name)
                .collect(Collectors.joining(" or "));
    }
}
