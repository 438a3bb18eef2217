package io.seatrial.testkit.zoo.mutants;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.network.ForwardingIo;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingManager;
import io.seatrial.testkit.zoo.forwarding.ForwardingProcess;
import io.seatrial.testkit.zoo.wire.Sockets;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What goes wrong around the choice of a plane and the bind of its listener. */
public final class BindMutants {

    private static final String PLANE = "DYN_REQUEST_PLANE";
    private static final String TCP_PORT = "DYN_TCP_RPC_PORT";
    private static final Set<String> PLANES = Set.of("tcp", "http", "nats");

    private BindMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("unknown-plane-is-http", "A request plane that cannot be read means http.")
                        .seen("dynamo-manager.md 1.5, behaviour 13")
                        .killedBy(
                                "CONFIG-03",
                                "plane for " + PLANE,
                                () -> Changes.variables(variables -> variables.computeIfPresent(
                                        PLANE, (name, plane) -> PLANES.contains(plane) ? plane : "http"))),
                Mutant.of("foreign-host-is-any", "A host that is not of this machine becomes the wildcard.")
                        .seen("dynamo-manager.md 1.2, behaviour 214")
                        .killedBy("CONFIG-14", "a failure with BindFailed", AnyInPlaceOfForeign::new),
                Mutant.of("port-zero-before-the-bind", "Before anything is bound the published port is 0.")
                        .seen("ai-dynamo/dynamo#4891")
                        .killedBy("PORT-01", "the published port before the first", ZeroBeforeTheBind::new),
                Mutant.of("port-published-before-the-bind", "The configured port is published, then bound.")
                        .seen("dynamo-manager.md M17, behaviour 32")
                        .killedBy(
                                "PORT-04", "the published port after a bind that failed", PublishedBeforeTheBind::new),
                Mutant.of("bind-error-without-address", "The error of a bind is the text of the system alone.")
                        .seen("dynamo-manager.md 8.4, behaviour 173")
                        .killedBy("SHARED-16", "text of the error", WithoutAddress::new),
                Mutant.of(
                                "listener-of-the-starter",
                                "Connections are served as long as the thread lives that asked for the server.")
                        .seen("ai-dynamo/dynamo#13321; dynamo-manager.md M19, behaviour 30")
                        .on(NetworkKind.LOOPBACK)
                        .seenBy("SHARED-*")
                        .killedBy("SHARED-18", "behind the end of that thread", ListenerOfTheStarter::new));
    }

    private static final class AnyInPlaceOfForeign extends Mutation {
        @Override
        protected ProcessSetup setup(ProcessSetup setup) {
            return setup.withIo(new ForwardingIo(setup.io()) {
                @Override
                public CompletionStage<Listener> listen(
                        InetSocketAddress local, ChannelInitializer initializer, ChannelTuning tuning) {
                    return super.listen(
                            isForeign(local) ? new InetSocketAddress(local.getPort()) : local, initializer, tuning);
                }
            });
        }

        /** Documentation's own addresses are on no machine. */
        private static boolean isForeign(InetSocketAddress local) {
            return local.getHostString().startsWith("192.0.2.");
        }
    }

    private static final class ZeroBeforeTheBind extends Mutation {
        @Override
        protected PlaneProcess process(PlaneProcess process) {
            return new ForwardingProcess(process) {
                @Override
                public int publishedPort(PlaneMode mode) {
                    try {
                        return super.publishedPort(mode);
                    } catch (PlaneException.ConfigurationError unset) {
                        return 0;
                    }
                }
            };
        }
    }

    private static final class PublishedBeforeTheBind extends Mutation {
        @Override
        protected PlaneProcess process(PlaneProcess process) {
            return new ForwardingProcess(process) {
                @Override
                public PlaneManager manager(ManagerSetup setup) {
                    String configured = setup.snapshot().getOrDefault(TCP_PORT, "0");
                    return new ForwardingManager(super.manager(setup)) {
                        @Override
                        public CompletionStage<RequestPlaneServer> server() {
                            if (configured.matches("[1-9][0-9]{0,4}")) {
                                process.publishPort(mode(), Integer.parseInt(configured));
                            }
                            return super.server();
                        }
                    };
                }
            };
        }
    }

    private static final class WithoutAddress extends Mutation {
        @Override
        protected PlaneManager manager(PlaneManager manager) {
            return new ForwardingManager(manager) {
                @Override
                public CompletionStage<RequestPlaneServer> server() {
                    return super.server()
                            .handle((server, failure) -> failure == null
                                    ? CompletableFuture.completedFuture(server)
                                    : CompletableFuture.<RequestPlaneServer>failedFuture(
                                            textAlone(Outcome.unwrapped(failure))))
                            .thenCompose(stage -> stage);
                }
            };
        }

        private static Throwable textAlone(Throwable failure) {
            return failure instanceof PlaneException.BindFailed bind
                    ? new PlaneException.BindFailed("Address already in use", bind.getCause())
                    : failure;
        }
    }

    /** Serves nobody once the thread has ended that asked for the server first. */
    private static final class ListenerOfTheStarter extends Mutation {

        private final AtomicReference<@Nullable Thread> starter = new AtomicReference<>();

        @Override
        protected ProcessSetup setup(ProcessSetup setup) {
            return Sockets.accepting(setup, () -> new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext context) {
                    Thread began = starter.get();
                    if (began != null && !began.isAlive()) {
                        context.close();
                    }
                    context.fireChannelActive();
                }
            });
        }

        @Override
        protected PlaneManager manager(PlaneManager manager) {
            return new ForwardingManager(manager) {
                @Override
                public CompletionStage<RequestPlaneServer> server() {
                    starter.compareAndSet(null, Thread.currentThread());
                    return super.server();
                }
            };
        }
    }
}
