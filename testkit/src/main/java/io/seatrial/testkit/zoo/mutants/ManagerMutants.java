package io.seatrial.testkit.zoo.mutants;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingManager;
import io.seatrial.testkit.zoo.forwarding.ForwardingProcess;
import io.seatrial.testkit.zoo.forwarding.ForwardingServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What goes wrong in managers: when they bind, what they share, what they read and when. */
public final class ManagerMutants {

    private static final String TCP_PORT = "DYN_TCP_RPC_PORT";
    private static final String TCP_HOST = "DYN_TCP_RPC_HOST";

    private ManagerMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("bind-in-constructor", "A manager binds when it is made, not when its server is asked for.")
                        .seen("dynamo-manager.md M1, M7, behaviour 1; manager.rs")
                        .killedBy("CONFIG-01", "only constructed", BindInConstructor::new),
                Mutant.of("wrapper-per-call", "Each call for the server gives another object.")
                        .seen("dynamo-manager.md M8, behaviour 15")
                        .killedBy("SHARED-01", "expected the same object", ObjectPerCall::new),
                Mutant.of(
                                "fixed-port",
                                "A port that is not configured is a fixed one, not one that the system chooses.")
                        .seen("ai-dynamo/dynamo#4891, #7063")
                        .killedBy(
                                "SHARED-17",
                                "in use",
                                () -> Changes.variables(variables -> variables.putIfAbsent(TCP_PORT, "8888"))),
                Mutant.of("port-overwritten", "A second published port replaces the first.")
                        .seen("dynamo-manager.md M21, behaviour 26")
                        .killedBy("PORT-02", "published port", PortOverwritten::new),
                Mutant.of("configured-port-published", "The configured port is published, not the bound one.")
                        .seen("ai-dynamo/dynamo#13321")
                        .killedBy("CONFIG-07", "published port", ConfiguredPortPublished::new),
                Mutant.of("silent-second-port", "The warning about a second port does not name the port in force.")
                        .seen("dynamo-manager.md M22, behaviour 27")
                        .killedBy("PORT-03", "existing_port", SilentSecondPort::new),
                Mutant.of("quiet-parser", "A variable that cannot be read is passed over without a word.")
                        .seen("dynamo-manager.md M3 (silent there), 9")
                        .killedBy("CONFIG-06", "warning", QuietParser::new),
                Mutant.of(
                                "late-environment",
                                "Variables are read when the server starts, not when the manager is made.")
                        .seen("ai-dynamo/dynamo#13321")
                        .killedBy("CONFIG-09", "port", LateEnvironment::new),
                Mutant.of("lenient-host", "A host that cannot be read becomes the loopback address.")
                        .seen("dynamo-manager.md M18, behaviour 8; dynamo-tcp.md 57")
                        .killedBy(
                                "CONFIG-10",
                                "a failure with ConfigurationError",
                                () -> Changes.variables(variables -> variables.computeIfPresent(
                                        TCP_HOST,
                                        (name, host) -> host.matches("[0-9.]+|\\[.*]") ? host : "127.0.0.1"))),
                Mutant.of(
                                "failure-remembered",
                                "A start that failed is remembered; the server can never be started again.")
                        .seen("dynamo-manager.md M14, behaviours 22 and 169; dynamo-tcp.md 47")
                        .killedBy("SHARED-06", "server()", FailureRemembered::new),
                Mutant.of(
                                "shared-future",
                                "All callers get the future of the start itself, and who cancels cancels for all.")
                        .seen("ai-dynamo/dynamo#6446")
                        .killedBy("SHARED-08", "CancellationException", SharedFuture::new),
                Mutant.of("client-cached", "Every call for a client gives the same one.")
                        .seen("dynamo-manager.md M27, behaviour 35")
                        .killedBy("SHARED-10", "client", ClientCached::new),
                Mutant.of("listener-outlives-process", "Closing a process leaves its listener.")
                        .seen("ai-dynamo/dynamo#13321")
                        .killedBy("SHARED-13", "listening ports", ListenerOutlivesProcess::new),
                Mutant.of("server-after-close", "A process that was closed still hands out its dead server.")
                        .seen("ai-dynamo/dynamo#13321")
                        .killedBy("SHARED-19", "Closed", ServerAfterClose::new));
    }

    private static final class BindInConstructor extends Mutation {
        @Override
        protected PlaneManager manager(PlaneManager manager) {
            manager.server();
            return manager;
        }
    }

    private static final class ObjectPerCall extends Mutation {
        @Override
        protected PlaneManager manager(PlaneManager manager) {
            return new ForwardingManager(manager) {
                @Override
                public CompletionStage<RequestPlaneServer> server() {
                    return super.server().thenApply(server -> new ForwardingServer(server) {});
                }
            };
        }
    }

    private static final class PortOverwritten extends Mutation {
        private final Map<PlaneMode, Integer> last = new ConcurrentHashMap<>();

        @Override
        protected PlaneProcess process(PlaneProcess process) {
            return new ForwardingProcess(process) {
                @Override
                public boolean publishPort(PlaneMode mode, int port) {
                    last.put(mode, port);
                    return super.publishPort(mode, port);
                }

                @Override
                public int publishedPort(PlaneMode mode) {
                    int port = super.publishedPort(mode);
                    return last.getOrDefault(mode, port);
                }
            };
        }
    }

    private static final class ConfiguredPortPublished extends Mutation {
        @Override
        protected PlaneProcess process(PlaneProcess process) {
            return new ForwardingProcess(process) {
                private volatile String configured = "0";

                @Override
                public PlaneManager manager(ManagerSetup setup) {
                    configured = setup.variables().getOrDefault(TCP_PORT, "0");
                    return super.manager(setup);
                }

                @Override
                public int publishedPort(PlaneMode mode) {
                    super.publishedPort(mode);
                    return Integer.parseInt(configured);
                }
            };
        }
    }

    private static final class SilentSecondPort extends Mutation {
        @Override
        protected ProcessSetup setup(ProcessSetup setup) {
            return setup.withNotices(notice -> {
                Map<String, Object> fields = new LinkedHashMap<>(notice.fields());
                fields.remove("existing_port");
                setup.notices().publish(new Notice(notice.level(), notice.message(), fields));
            });
        }
    }

    private static final class QuietParser extends Mutation {
        @Override
        protected ProcessSetup setup(ProcessSetup setup) {
            return setup.withNotices(notice -> {
                if (notice.fields().keySet().stream().noneMatch("variable"::equals)) {
                    setup.notices().publish(notice);
                }
            });
        }
    }

    private static final class LateEnvironment extends Mutation {
        @Override
        protected PlaneProcess process(PlaneProcess process) {
            return new ForwardingProcess(process) {
                @Override
                public PlaneManager manager(ManagerSetup setup) {
                    PlaneManager early = super.manager(setup);
                    return new ForwardingManager(early) {
                        @Override
                        public CompletionStage<RequestPlaneServer> server() {
                            return process.manager(setup).server();
                        }
                    };
                }
            };
        }
    }

    private static final class FailureRemembered extends Mutation {
        private final AtomicReference<@Nullable CompletionStage<RequestPlaneServer>> first = new AtomicReference<>();

        @Override
        protected PlaneManager manager(PlaneManager manager) {
            return new ForwardingManager(manager) {
                @Override
                public CompletionStage<RequestPlaneServer> server() {
                    CompletionStage<RequestPlaneServer> known = first.get();
                    if (known != null) {
                        return known.thenApply(server -> server);
                    }
                    CompletionStage<RequestPlaneServer> mine = super.server();
                    first.compareAndSet(null, mine);
                    return mine.thenApply(server -> server);
                }
            };
        }
    }

    private static final class SharedFuture extends Mutation {
        private final AtomicReference<@Nullable CompletionStage<RequestPlaneServer>> start = new AtomicReference<>();

        @Override
        protected PlaneManager manager(PlaneManager manager) {
            return new ForwardingManager(manager) {
                @Override
                public CompletionStage<RequestPlaneServer> server() {
                    CompletionStage<RequestPlaneServer> known = start.get();
                    if (known == null) {
                        known = super.server();
                        start.set(known);
                    }
                    return known;
                }
            };
        }
    }

    private static final class ClientCached extends Mutation {
        @Override
        protected PlaneManager manager(PlaneManager manager) {
            return new ForwardingManager(manager) {
                private @Nullable RequestPlaneClient client;

                @Override
                public synchronized RequestPlaneClient createClient() {
                    if (client == null) {
                        client = super.createClient();
                    }
                    return client;
                }
            };
        }
    }

    private static final class ListenerOutlivesProcess extends Mutation {
        @Override
        protected PlaneProcess process(PlaneProcess process) {
            return new ForwardingProcess(process) {
                @Override
                public CompletionStage<DrainReport> close() {
                    return CompletableFuture.completedFuture(DrainReport.IDLE);
                }
            };
        }
    }

    private static final class ServerAfterClose extends Mutation {
        @Override
        protected PlaneManager manager(PlaneManager manager) {
            return new ForwardingManager(manager) {
                private @Nullable RequestPlaneServer known;

                @Override
                public CompletionStage<RequestPlaneServer> server() {
                    if (known != null) {
                        return CompletableFuture.completedFuture(known);
                    }
                    return super.server().thenApply(server -> {
                        known = server;
                        return server;
                    });
                }
            };
        }
    }
}
