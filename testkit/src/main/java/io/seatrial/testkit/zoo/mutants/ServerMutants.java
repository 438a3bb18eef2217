package io.seatrial.testkit.zoo.mutants;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.OnNetwork;
import io.seatrial.testkit.zoo.forwarding.ForwardingServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

/** What goes wrong in servers, whatever the transport: whom they register, whom they remove, whom they wait for. */
public final class ServerMutants {

    private ServerMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of(
                                "unregister-by-suffix",
                                "Unregistering an endpoint removes every instance's endpoint of that name.")
                        .seen("ai-dynamo/dynamo#14261, #14271")
                        .killedBy(
                                "SERVER-12",
                                "Unknown endpoint",
                                () -> new Unregistering(
                                        (removed, other) -> removed.endpoint().equals(other.endpoint()))),
                Mutant.of(
                                "unregister-by-ending",
                                "Unregistering an endpoint removes those whose names end in its name.")
                        .seen("ai-dynamo/dynamo#14723")
                        .killedBy(
                                "SERVER-18",
                                "Unknown endpoint",
                                () -> new Unregistering(
                                        (removed, other) -> other.endpoint().endsWith(removed.endpoint()))),
                Mutant.of("duplicate-replaces", "Registering an identity a second time replaces the first handler.")
                        .seen("anchors.md 0: SharedTcpServer overwrites a registration in silence")
                        .killedBy("SERVER-16", "DuplicateEndpoint", () -> Changes.servers(DuplicateReplaces::new)),
                Mutant.of("unregister-does-not-wait", "Unregister returns while requests are in flight.")
                        .seen("ai-dynamo/dynamo#13559")
                        .killedBy("SERVER-06", "unregister", () -> Changes.servers(DoesNotWait::new)),
                Mutant.of("unknown-is-an-error", "Unregistering what is not registered fails.")
                        .seen("anchors.md 0: the contract says that it succeeds")
                        .killedBy("SERVER-04", "unregister", () -> Changes.servers(UnknownIsAnError::new)),
                Mutant.of("never-sick", "A server that was closed says that it is healthy.")
                        .seen("anchors.md 0: is_healthy is always true")
                        .killedBy("SERVER-21", "health of a closed server", () -> Changes.servers(NeverSick::new)),
                Mutant.of("never-ready", "Nobody is told that an endpoint is ready.")
                        .seen("dynamo-manager.md behaviours 40 and 94; dynamo-tcp.md 50")
                        .killedBy("SERVER-03", "ready", () -> Changes.servers(NeverReady::new)),
                Mutant.of("not-ready-too-late", "An endpoint is reported not ready when its drain has ended.")
                        .seen("dynamo-manager.md behaviour 44")
                        .killedBy("SERVER-08", "ready", () -> Changes.servers(NotReadyTooLate::new)),
                Mutant.of("close-takes-its-time", "A server that is to close takes requests for a while on.")
                        .seen("dynamo-tcp.md 1.2 and 70")
                        .killedBy("TCPSERVER-17", "while the server closes", TakesItsTime::new),
                Mutant.of("queue-outlives-drain", "A drain that gives up leaves its queue to those who run requests.")
                        .seen("dynamo-tcp.md 67")
                        .killedBy("TCPSERVER-18", "requests that began", GivesUpAlone::new),
                Mutant.of("any-key-is-taken", "An endpoint is registered under a key that no frame can carry.")
                        .seen("docs/decisions/0003-routing-key.md; dynamo-tcp.md 17")
                        .killedBy(
                                "FRAME-21", "the answer at a registered key", () -> Changes.servers(TakesAnyKey::new)));
    }

    private static final class Unregistering extends Mutation {
        private final Set<EndpointId> registered = ConcurrentHashMap.newKeySet();
        private final BiPredicate<EndpointId, EndpointId> alsoRemoved;

        Unregistering(BiPredicate<EndpointId, EndpointId> alsoRemoved) {
            this.alsoRemoved = alsoRemoved;
        }

        @Override
        protected RequestPlaneServer server(RequestPlaneServer server) {
            return new ForwardingServer(server) {
                @Override
                public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
                    registered.add(id);
                    return super.register(id, handler, health);
                }

                @Override
                public CompletionStage<DrainReport> unregister(EndpointId id) {
                    registered.stream()
                            .filter(other -> !other.equals(id) && alsoRemoved.test(id, other))
                            .forEach(super::unregister);
                    return super.unregister(id);
                }
            };
        }
    }

    private static final class DuplicateReplaces extends ForwardingServer {
        DuplicateReplaces(RequestPlaneServer server) {
            super(server);
        }

        @Override
        public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
            super.unregister(id);
            return super.register(id, handler, health);
        }
    }

    private static final class DoesNotWait extends ForwardingServer {
        DoesNotWait(RequestPlaneServer server) {
            super(server);
        }

        @Override
        public CompletionStage<DrainReport> unregister(EndpointId id) {
            super.unregister(id);
            return CompletableFuture.completedFuture(DrainReport.IDLE);
        }
    }

    private static final class UnknownIsAnError extends ForwardingServer {
        private final Set<EndpointId> registered = ConcurrentHashMap.newKeySet();

        UnknownIsAnError(RequestPlaneServer server) {
            super(server);
        }

        @Override
        public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
            registered.add(id);
            return super.register(id, handler, health);
        }

        @Override
        public CompletionStage<DrainReport> unregister(EndpointId id) {
            return registered.remove(id)
                    ? super.unregister(id)
                    : CompletableFuture.failedFuture(new PlaneException.UnknownEndpoint("Unknown endpoint: " + id));
        }
    }

    private static final class NeverSick extends ForwardingServer {
        NeverSick(RequestPlaneServer server) {
            super(server);
        }

        @Override
        public boolean isHealthy() {
            return true;
        }
    }

    private static final class NeverReady extends ForwardingServer {
        NeverReady(RequestPlaneServer server) {
            super(server);
        }

        @Override
        public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
            return super.register(id, handler, (endpoint, ready) -> {
                if (!ready) {
                    health.onHealth(endpoint, false);
                }
            });
        }
    }

    private static final class NotReadyTooLate extends ForwardingServer {
        private final Map<EndpointId, HealthListener> listeners = new ConcurrentHashMap<>();

        NotReadyTooLate(RequestPlaneServer server) {
            super(server);
        }

        @Override
        public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
            listeners.put(id, health);
            return super.register(id, handler, (endpoint, ready) -> {
                if (ready) {
                    health.onHealth(endpoint, true);
                }
            });
        }

        @Override
        public CompletionStage<DrainReport> unregister(EndpointId id) {
            return super.unregister(id).whenComplete((report, failure) -> {
                HealthListener health = listeners.remove(id);
                if (health != null) {
                    health.onHealth(id, false);
                }
            });
        }
    }

    private static final class TakesItsTime extends OnNetwork {
        @Override
        protected RequestPlaneServer server(RequestPlaneServer server) {
            return new ForwardingServer(server) {
                @Override
                public CompletionStage<DrainReport> close() {
                    CompletableFuture<Void> later = new CompletableFuture<>();
                    io().scheduler().schedule(() -> later.complete(null), 1, TimeUnit.SECONDS);
                    return later.thenCompose(begun -> super.close());
                }
            };
        }
    }

    /** Reports after a second, while the plane itself waits on. */
    private static final class GivesUpAlone extends OnNetwork {
        @Override
        protected ManagerSetup setup(ManagerSetup setup) {
            return setup.withVariables(
                    variables -> variables.put("DYN_RUNTIME_GRACEFUL_SHUTDOWN_TIMEOUT_SECS", "3600"));
        }

        @Override
        protected RequestPlaneServer server(RequestPlaneServer server) {
            return new ForwardingServer(server) {
                @Override
                public CompletionStage<DrainReport> unregister(EndpointId id) {
                    int atStart = inFlight();
                    CompletableFuture<DrainReport> report = new CompletableFuture<>();
                    super.unregister(id).thenAccept(report::complete);
                    io().scheduler()
                            .schedule(() -> report.complete(new DrainReport(atStart, inFlight())), 1, TimeUnit.SECONDS);
                    return report;
                }
            };
        }
    }

    private static final class TakesAnyKey extends ForwardingServer {
        TakesAnyKey(RequestPlaneServer server) {
            super(server);
        }

        @Override
        public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
            return super.register(id, handler, health)
                    .exceptionallyCompose(failure -> Outcome.unwrapped(failure) instanceof PlaneException.InvalidRequest
                            ? CompletableFuture.completedFuture(null)
                            : CompletableFuture.failedFuture(failure));
        }
    }
}
