package io.seatrial.scenarios.peer;

import io.netty.buffer.Unpooled;
import io.seatrial.discovery.Discovery;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.response.Caller;
import io.seatrial.response.ResponseServer;
import io.seatrial.routing.PushRouter;
import io.seatrial.scenarios.options.Numbers;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.wire.WireException;
import io.seatrial.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seatrial call}: a caller by hand, for one request or for many. */
@Command(
        name = "call",
        mixinStandardHelpOptions = true,
        description = {
            "Calls an endpoint and prints each item of the answer as one line of JSON.",
            "With --requests it makes many calls and prints one line of figures instead."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seatrial call seat/demo/echo --data '\"hello\"'",
            "  seatrial call seat/demo/slow --data 100 --stop-after 2",
            "  seatrial call seat/demo/count --data 1 --requests 100000 --concurrency 64"
        })
public final class CallCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private PeerOptions peer;

    @Parameters(paramLabel = "NAMESPACE/COMPONENT/ENDPOINT", description = "The endpoint to call.")
    private String endpoint;

    @Option(
            names = "--data",
            paramLabel = "JSON",
            defaultValue = "null",
            description = "The request, a JSON value; a string needs its quotes: '\"3\"'. Default: ${DEFAULT-VALUE}.")
    private String data;

    @Option(
            names = "--stop-after",
            converter = Numbers.Positive.class,
            paramLabel = "K",
            description = "Stop the request after K items; the worker is told and the answer ends.")
    private @Nullable Integer stopAfter;

    @Option(
            names = "--requests",
            converter = Numbers.Positive.class,
            paramLabel = "N",
            description = "Make N calls and print their figures.")
    private @Nullable Integer requests;

    @Option(
            names = "--concurrency",
            converter = Numbers.Positive.class,
            paramLabel = "C",
            defaultValue = "1",
            description = "With --requests: calls in flight at once. Default: ${DEFAULT-VALUE}.")
    private int concurrency;

    @Option(
            names = "--warmup",
            converter = Numbers.NotNegative.class,
            paramLabel = "W",
            defaultValue = "0",
            description = "With --requests: calls made before, and not counted. Default: ${DEFAULT-VALUE}.")
    private int warmup;

    @Option(
            names = "--wait",
            converter = Numbers.NotNegative.class,
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to wait for a worker to be published. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    /** Creates the command, for the command line. */
    public CallCommand() {}

    @Override
    public Integer call() {
        EndpointName name = endpointName();
        byte[] body = body();
        NetworkConfig config = peer.config().with(RuntimeSettings.RESPONSE_HOST, Optional.of(peer.host()));
        try (Closing closing = new Closing()) {
            if (peer.needsNats()) {
                config = peer.meeting(config, NatsMeeting::forCaller, closing);
            }
            ProcessScope scope = ProcessScope.open("seatrial");
            closing.add(scope::close);
            PeerNats nats = PeerNats.open(peer.needsNats(), scope, config, closing);
            Discovery discovery = peer.openDiscovery(scope, nats.services());
            closing.add(discovery::close);
            NetworkManager manager = new NetworkManager(scope, config, nats.services());
            RequestPlaneClient client = manager.createClient();
            closing.add(client::close);
            ResponseServer responses = new ResponseServer(manager.context());
            closing.add(responses::close);
            Caller caller = new Caller(manager.context(), responses, client);
            try (PushRouter target = PushRouter.roundRobin(caller, discovery, name)) {
                Waiting.on(target.awaitInstances(Duration.ofSeconds(waitSeconds)));
                return requests == null
                        ? new SingleCall(target, spec.commandLine(), stopAfter).run(body)
                        : new LoadRun(target, scope.io(), spec.commandLine(), concurrency).run(body, warmup, requests);
            }
        }
    }

    private EndpointName endpointName() {
        try {
            return EndpointName.parse(endpoint);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private byte[] body() {
        byte[] body = data.getBytes(StandardCharsets.UTF_8);
        try {
            WireJson.check(Unpooled.wrappedBuffer(body));
            return body;
        } catch (WireException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--data " + data + " is not JSON (" + e.getMessage()
                            + "). A string needs its quotes: --data '\"text\"'",
                    e);
        }
    }
}
