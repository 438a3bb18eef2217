package io.seatrial.testkit.zoo.mutants;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.OnNetwork;
import io.seatrial.testkit.zoo.forwarding.ForwardingManager;
import io.seatrial.testkit.zoo.forwarding.ForwardingRuntime;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What goes wrong around a NATS server: who connects to it, as whom, and what is shared and bounded. */
public final class NatsMutants {

    private static final String SERVER = "NATS_SERVER";

    private NatsMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("nats-connects-anyway", "A process connects to NATS whenever a server is configured.")
                        .seen("ai-dynamo/dynamo#11921, #11951, #4442, #8398")
                        .killedBy("NATS-18", "connection", ConnectsAnyway::new),
                Changes.overNats(
                                "nats-adds-the-scheme",
                                "A URL without a scheme is taken for one of NATS, without a word.")
                        .seenBy("NATS-16")
                        .seen("dynamo-manager.md 4.6, behaviour 88")
                        .killedBy("NATS-16", "text of the error", () -> Changes.variables(NatsMutants::withScheme)),
                Changes.overNats("nats-prefers-the-token", "A token counts more than user and password.")
                        .seenBy("NATS-17")
                        .seen("dynamo-manager.md 4.6, behaviour 89")
                        .killedBy(
                                "NATS-17",
                                "credentials with all set",
                                () -> Changes.variables(NatsMutants::tokenFirst)),
                Changes.overNats("nats-one-server", "All managers of a process share one server.")
                        .seenBy("NATS-19")
                        .seen("dynamo-manager.md M12, behaviour 21")
                        .killedBy("NATS-19", "the servers of two managers", OneServer::new),
                Changes.overNats("nats-unbounded-queue", "Requests wait for a handler without a bound.")
                        .seenBy("NATS-22")
                        .seen("ai-dynamo/dynamo#8350, #9090; dynamo-manager.md 8.3")
                        .killedBy(
                                "NATS-22",
                                "requests taken",
                                () -> Changes.variable("SEATRIAL_NATS_WORK_QUEUE_SIZE", "1000000")),
                Changes.overNats(
                                "nats-one-error-series", "A request that is too large is counted as any other failure.")
                        .seenBy("METRICS-05")
                        .seen("ai-dynamo/dynamo#9769; dynamo-manager.md 4.5, behaviour 84")
                        .killedBy("METRICS-05", "max_payload_exceeded", OneErrorSeries::new));
    }

    private static void withScheme(Map<String, String> variables) {
        variables.computeIfPresent(SERVER, (name, url) -> url.contains("://") ? url : "nats://" + url);
    }

    private static void tokenFirst(Map<String, String> variables) {
        if (variables.containsKey("NATS_AUTH_TOKEN")) {
            variables.remove("NATS_AUTH_PASSWORD");
        }
    }

    private static final class OneServer extends Mutation {
        private @Nullable PlaneManager first;

        @Override
        protected PlaneManager manager(PlaneManager manager) {
            PlaneManager one = first == null ? manager : first;
            first = one;
            return new ForwardingManager(manager) {
                @Override
                public CompletionStage<RequestPlaneServer> server() {
                    return one.server();
                }
            };
        }
    }

    private static final class OneErrorSeries extends Mutation {
        @Override
        protected PlaneRuntime runtime(PlaneRuntime runtime) {
            return new ForwardingRuntime(runtime) {
                @Override
                public Map<String, Double> metrics() {
                    Map<String, Double> counted = new TreeMap<>();
                    super.metrics()
                            .forEach((series, value) -> counted.merge(
                                    series.replace("max_payload_exceeded", "request_failed"), value, Double::sum));
                    return counted;
                }
            };
        }
    }

    private static final class ConnectsAnyway extends OnNetwork {

        private static final ConnectOptions OPTIONS =
                ConnectOptions.within(Duration.ofSeconds(1), ChannelTuning.NO_DELAY);

        @Override
        protected ManagerSetup setup(ManagerSetup setup) {
            String url = setup.variables().get(SERVER);
            if (url != null) {
                URI server = URI.create(url);
                io().connect(
                                new InetSocketAddress(server.getHost(), server.getPort()),
                                new ChannelInboundHandlerAdapter(),
                                OPTIONS);
            }
            return setup;
        }
    }
}
