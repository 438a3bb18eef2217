package io.seatrial.scenarios.peer;

import io.seatrial.manager.NetworkConfig;
import io.seatrial.scenarios.options.Numbers;
import io.seatrial.scenarios.options.UnsignedHex;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.settings.SystemSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code seatrial serve}: a worker until it is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs a worker by hand until SIGTERM or Ctrl-C; then it drains, unpublishes and exits with 0.",
        footerHeading = "%nEndpoints:%n",
        footer = {
            "  echo   the JSON value given, once",
            "  count  n items; the request is n, as 3 or \"3\"",
            "  slow   as count, one item each 50 ms",
            "  fail   refuses every request",
            "",
            "Each item is {\"data\":\"...\"} with a string. Try, in another shell:",
            "  seatrial call seat/demo/count --data '\"3\"'"
        })
public final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private PeerOptions peer;

    @Option(
            names = "--namespace",
            defaultValue = "seat",
            description = "The namespace of the endpoints. Default: ${DEFAULT-VALUE}.")
    private String namespace;

    @Option(
            names = "--component",
            defaultValue = "demo",
            description = "The component of the endpoints. Default: ${DEFAULT-VALUE}.")
    private String component;

    @Option(
            names = "--port",
            converter = Numbers.Port.class,
            paramLabel = "PORT",
            description = "The port to bind on tcp and http; 0, the default, lets the system choose.")
    private @Nullable Integer port;

    @Option(
            names = "--instance",
            converter = UnsignedHex.class,
            paramLabel = "HEX",
            description =
                    "The instance id, up to 16 hex digits as the worker prints it, to come back under the same identity; one worker at a time. Default: a random one.")
    private @Nullable Long instance;

    @Option(
            names = "--drain-timeout",
            converter = Numbers.NotNegative.class,
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait at the end for requests in flight. Default: ${DEFAULT-VALUE}.")
    private int drainSeconds;

    @Option(
            names = "--system-port",
            paramLabel = "PORT",
            description =
                    "Tells health and metrics over HTTP at this port of 127.0.0.1: /health, /live, /metrics; 0 lets the system choose. Default: DYN_SYSTEM_PORT, else not at all.")
    private @Nullable Integer systemPort;

    /** Creates the command, for the command line. */
    public ServeCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Serving serving = Serving.open(peer, this::configured, instance, err);
        Ending ending = new Ending(serving::end);
        ending.onSignal(report -> {
            err.println(
                    report.complete()
                            ? "drained, " + report.inFlightAtStart() + " requests were in flight"
                            : report.leftInFlight() + " of " + report.inFlightAtStart()
                                    + " requests did not end within " + drainSeconds + " s");
            err.flush();
        });
        try {
            serving.serve(namespace, component);
            serving.systemPlace().ifPresent(place -> err.println("health and metrics at http://" + place));
            err.flush();
            out.println("serving " + namespace + "/" + component + " instance " + serving.instance() + " on "
                    + serving.place());
            out.flush();
            return ending.await();
        } finally {
            ending.now();
        }
    }

    private NetworkConfig configured(NetworkConfig config) {
        NetworkConfig bound = Binding.at(config, peer.host(), port)
                .with(RuntimeSettings.DRAIN_TIMEOUT, Duration.ofSeconds(drainSeconds));
        return systemPort == null ? bound : bound.with(SystemSettings.PORT, systemPort);
    }
}
