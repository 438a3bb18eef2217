package io.seatrial.scenarios.conform;

import io.seatrial.chaos.network.ToxiproxyNetworks;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.rule.Labels;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whose proxies the network proxied has. */
final class EngineOptions {

    private static final String EMBEDDED = "embedded";
    private static final String TOXIPROXY = "toxiproxy";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = EMBEDDED,
            description =
                    "Whose proxies the network proxied has. embedded: those of this program; toxiproxy: those of a real Toxiproxy server, see seatrial doctor. Default: ${DEFAULT-VALUE}.")
    private String engine;

    /** The networks of a run, and the server that is there for them. */
    record InUse(Networks networks, @Nullable ToxiproxyNetworks server) implements AutoCloseable {
        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    /**
     * Refuses a word that is no engine; to be asked before a run.
     *
     * @throws ParameterException naming those that there are
     */
    void check() {
        try {
            Labels.parse("engine", engine, new String[] {EMBEDDED, TOXIPROXY}, label -> label);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--engine: " + e.getMessage(), e);
        }
    }

    /** Opens the networks, and says which server was taken. */
    InUse open(PrintWriter told) {
        if (engine.equals(EMBEDDED)) {
            return new InUse(Networks.load(), null);
        }
        // The server is driven over HTTP; a connection that the JDK keeps for the next call looks like what the case
        // left open.
        System.setProperty("http.keepAlive", "false");
        ToxiproxyNetworks server = ToxiproxyNetworks.find(System.getenv());
        server.shown().ifPresent(shown -> told.println("engine " + shown));
        told.flush();
        return new InUse(Networks.load().with(server), server);
    }
}
