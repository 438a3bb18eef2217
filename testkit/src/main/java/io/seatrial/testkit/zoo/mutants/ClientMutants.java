package io.seatrial.testkit.zoo.mutants;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingClient;
import io.seatrial.testkit.zoo.forwarding.ForwardingManager;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What goes wrong in clients: connections, time-outs, the types of errors, counting. */
public final class ClientMutants {

    private ClientMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("error-frame-is-an-ack", "The answer \"Unknown endpoint\" counts as an acknowledgement.")
                        .seen("ai-dynamo/dynamo#14261, #10509")
                        .killedBy(
                                "CLIENT-20",
                                "UnknownEndpoint",
                                () -> Changes.failures(failure -> failure instanceof PlaneException.UnknownEndpoint
                                        ? CompletableFuture.completedFuture(new byte[0])
                                        : CompletableFuture.failedFuture(failure))),
                Mutant.of("overload-is-an-ack", "The answer \"Server overloaded\" counts as an acknowledgement.")
                        .seen("ai-dynamo/dynamo#10509")
                        .killedBy(
                                "CLIENT-21",
                                "Overloaded",
                                () -> Changes.failures(failure -> failure instanceof PlaneException.Overloaded
                                        ? CompletableFuture.completedFuture(new byte[0])
                                        : CompletableFuture.failedFuture(failure))),
                Mutant.of(
                                "connect-failure-untyped",
                                "A refused connection fails without a type, so nobody inhibits the worker.")
                        .seen("ai-dynamo/dynamo#12927")
                        .killedBy(
                                "CLIENT-12",
                                "CannotConnect",
                                () -> Changes.failures(failure -> CompletableFuture.failedFuture(
                                        failure instanceof PlaneException.CannotConnect
                                                ? new PlaneException.Untyped(
                                                        String.valueOf(failure.getMessage()), failure)
                                                : failure))),
                Mutant.of(
                                "oversize-inhibits",
                                "A request that is too large fails as if the worker could not be reached.")
                        .seen("ai-dynamo/dynamo#12316, #14794")
                        .killedBy(
                                "CLIENT-16",
                                "PayloadTooLarge",
                                () -> Changes.failures(failure -> CompletableFuture.failedFuture(
                                        failure instanceof PlaneException.PayloadTooLarge
                                                ? new PlaneException.CannotConnect(
                                                        String.valueOf(failure.getMessage()), failure)
                                                : failure))),
                Mutant.of("cryptic-mismatch", "An address of another plane fails with a text about its syntax.")
                        .seen("ai-dynamo/dynamo#5245")
                        .killedBy(
                                "CLIENT-26",
                                "PlaneMismatch",
                                () -> Changes.failures(failure -> CompletableFuture.failedFuture(
                                        failure instanceof PlaneException.PlaneMismatch
                                                ? new PlaneException.InvalidRequest("invalid socket address", failure)
                                                : failure))),
                Mutant.of("no-ack-timeout", "A client waits for an acknowledgement for ever.")
                        .seen("ai-dynamo/dynamo#10704, #10705")
                        .killedBy(
                                "CLIENT-10",
                                "the request: expected to complete",
                                () -> Changes.variable("DYN_TCP_REQUEST_TIMEOUT", "3600")),
                Mutant.of("limit-not-read", "The limit on a message is not read from its variable.")
                        .seen("dynamo-tcp.md 1.1, 8 and 69")
                        .killedBy(
                                "CLIENT-16",
                                "PayloadTooLarge",
                                () -> Changes.variable("DYN_TCP_MAX_MESSAGE_SIZE", "1073741824")),
                Mutant.of("connection-per-request", "Each request opens a connection of its own.")
                        .seen("ai-dynamo/dynamo#6307, #7806")
                        .killedBy("CLIENT-06", "connections", ConnectionPerRequest::new),
                Mutant.of("sent-is-acknowledged", "A request counts as acknowledged as soon as it is handed over.")
                        .seen("dynamo-tcp.md 77 and 84")
                        .killedBy("CLIENT-07", "but succeeded", () -> Changes.clients(Hasty::new)),
                Mutant.of("close-is-for-show", "A client that was closed still takes requests.")
                        .seen("dynamo-manager.md 2.2, M24; #11390")
                        .killedBy("CLIENT-29", "closed", () -> Changes.clients(Undying::new)),
                Mutant.of("failures-not-counted", "The statistics leave failed requests out.")
                        .seen("dynamo-manager.md 2.2, behaviour 151")
                        .killedBy("CLIENT-28", "errors", () -> Changes.clients(NoErrors::new)),
                Mutant.of("close-without-cause", "A request on a connection that was closed fails without its cause.")
                        .seen("dynamo-tcp.md 3.3, behaviour 78")
                        .in(Profile.DYNAMO_1_0)
                        .killedBy(
                                "CLIENT-09",
                                "Connection closed by peer",
                                () -> Changes.failures(failure -> CompletableFuture.failedFuture(
                                        String.valueOf(failure.getCause()).contains("closed by peer")
                                                ? new PlaneException.CannotConnect(
                                                        String.valueOf(failure.getMessage()), null)
                                                : failure))),
                Mutant.of("always-available", "A client that was never used counts as available.")
                        .seen("dynamo-manager.md behaviour 150; dynamo-tcp.md 73")
                        .killedBy("CLIENT-03", "statistics of an unused client", () -> Changes.clients(Available::new)),
                Mutant.of("headers-dropped", "The caller's headers do not travel.")
                        .seen("dynamo-tcp.md 74; 1.1")
                        .killedBy("CLIENT-04", "header", () -> Changes.clients(Headless::new)));
    }

    static final class ConnectionPerRequest extends Mutation {
        @Override
        protected PlaneManager manager(PlaneManager manager) {
            return new ForwardingManager(manager) {
                @Override
                public RequestPlaneClient createClient() {
                    Queue<RequestPlaneClient> spent = new ConcurrentLinkedQueue<>();
                    return new ForwardingClient(super.createClient()) {
                        @Override
                        public CompletionStage<byte[]> send(
                                InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
                            RequestPlaneClient own = manager.createClient();
                            spent.add(own);
                            return own.send(address, payload, headers);
                        }

                        @Override
                        public CompletionStage<Void> close() {
                            spent.forEach(RequestPlaneClient::close);
                            return super.close();
                        }
                    };
                }
            };
        }
    }

    private static final class Hasty extends ForwardingClient {
        Hasty(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
            super.send(address, payload, headers);
            return CompletableFuture.completedFuture(new byte[0]);
        }
    }

    private static final class Undying extends ForwardingClient {
        Undying(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public CompletionStage<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }

    private static final class NoErrors extends ForwardingClient {
        NoErrors(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public ClientStats stats() {
            ClientStats stats = super.stats();
            return new ClientStats(
                    stats.requestsSent(),
                    stats.responsesReceived(),
                    0,
                    stats.bytesSent(),
                    stats.bytesReceived(),
                    stats.activeConnections(),
                    stats.idleConnections(),
                    stats.avgLatencyMicros());
        }
    }

    private static final class Available extends ForwardingClient {
        Available(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public ClientStats stats() {
            ClientStats stats = super.stats();
            return new ClientStats(
                    stats.requestsSent(),
                    stats.responsesReceived(),
                    stats.errors(),
                    stats.bytesSent(),
                    stats.bytesReceived(),
                    stats.activeConnections(),
                    Math.max(1, stats.idleConnections()),
                    stats.avgLatencyMicros());
        }
    }

    private static final class Headless extends ForwardingClient {
        Headless(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
            return super.send(address, payload, Map.of());
        }
    }
}
