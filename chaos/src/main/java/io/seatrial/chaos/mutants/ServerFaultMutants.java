package io.seatrial.chaos.mutants;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.testkit.network.ForwardingIo;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneEndpoint;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingRuntime;
import io.seatrial.testkit.zoo.forwarding.ForwardingServer;
import io.seatrial.testkit.zoo.mutants.Changes;
import io.seatrial.testkit.zoo.wire.ByteTap;
import io.seatrial.testkit.zoo.wire.Sockets;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is done wrong where somebody listens: with pieces of frames, floods of connections, ports and addresses. */
final class ServerFaultMutants {

    private static final int SHORT_BYTES = 8;
    private static final int HEAD_BYTES = 250;
    private static final int ROOM = 100;

    private ServerFaultMutants() {}

    static List<Mutant> all() {
        return List.of(
                FaultMutants.of(
                                "short-reads-spoil",
                                "What arrives in short pieces is put together wrongly.",
                                "dynamo-manager.md 7.10, behaviour 157",
                                "CHAOS-11",
                                "CHAOS-20")
                        .killedBy(
                                "CHAOS-11",
                                "payload at the handler",
                                () -> Sockets.accepted(ServerFaultMutants::spoilingShortReads)),
                FaultMutants.of(
                                "a-hundred-connections",
                                "A server takes a hundred connections, and ends each further one.",
                                "dynamo-manager.md 7.10, behaviour 168",
                                "CHAOS-50")
                        .killedBy("CHAOS-50", "a request beside a flood", ServerFaultMutants::roomForSome),
                FaultMutants.of(
                                "end-of-peer-unnoticed",
                                "A server does not close a connection whose peer has ended it.",
                                "dynamo-manager.md 7.10, behaviours 163 and 168",
                                "CHAOS-36",
                                "CHAOS-51")
                        .killedBy("CHAOS-51", "the end of the server's side", () -> new Mutation() {
                            @Override
                            protected ProcessSetup setup(ProcessSetup setup) {
                                return setup.withIo(new HalfClosing(setup.io()));
                            }
                        }),
                FaultMutants.of(
                                "publishes-before-it-listens",
                                "A worker publishes its endpoint before its server listens.",
                                "dynamo-manager.md 7.10, behaviour 169",
                                "CHAOS-52")
                        .killedBy("CHAOS-52", "what was published meanwhile", PublishesFirst::new),
                byNameAlone("by-name-alone", "CHAOS-53", Profile.REFERENCE),
                byNameAlone("by-name-alone-in-1.0", "CHAOS-54", Profile.DYNAMO_1_0));
    }

    private static Mutant byNameAlone(String id, String rule, Profile profile) {
        return FaultMutants.of(
                        id,
                        "Requests to one of two endpoints of a name in one process reach the other.",
                        "ai-dynamo/dynamo#14261; dynamo-manager.md 7.10, behaviour 170",
                        rule)
                .in(profile)
                .killedBy(rule, "requests at one", () -> Changes.servers(ByNameAlone::new));
    }

    private static ChannelHandler spoilingShortReads() {
        return ByteTap.reading(new UnaryOperator<>() {
            private int seen;

            @Override
            public byte[] apply(byte[] bytes) {
                seen += bytes.length;
                if (bytes.length < SHORT_BYTES && seen > HEAD_BYTES) {
                    bytes[0] ^= 1;
                }
                return bytes;
            }
        });
    }

    private static Mutation roomForSome() {
        AtomicInteger open = new AtomicInteger();
        return Sockets.accepted(() -> new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                if (open.incrementAndGet() > ROOM) {
                    context.close();
                }
                context.fireChannelActive();
            }
        });
    }

    private static final class HalfClosing extends ForwardingIo {
        HalfClosing(NetworkIo io) {
            super(io);
        }

        @Override
        public CompletionStage<Listener> listen(
                InetSocketAddress local, ChannelInitializer initializer, ChannelTuning tuning) {
            return super.listen(
                    local,
                    channel -> {
                        channel.pipeline().addLast(new Deaf());
                        initializer.initialize(channel);
                    },
                    tuning.halfClosing());
        }
    }

    private static final class Deaf extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            boolean endOfInput =
                    event instanceof ChannelInputShutdownEvent || event instanceof ChannelInputShutdownReadComplete;
            if (!endOfInput) {
                context.fireUserEventTriggered(event);
            }
        }
    }

    private static final class PublishesFirst extends Mutation {
        private volatile @Nullable Discovery store;

        @Override
        protected Discovery store(Discovery given) {
            store = given;
            return given;
        }

        @Override
        protected PlaneRuntime runtime(PlaneRuntime runtime) {
            Discovery where = Objects.requireNonNull(store, "store");
            return new ForwardingRuntime(runtime) {
                @Override
                public CompletionStage<PlaneEndpoint> serve(
                        EndpointName name, StreamEngine engine, EndpointSetup setup) {
                    InstanceAddress hoped = InstanceAddress.tcp("127.0.0.1:1/1/" + name.endpoint());
                    return where.register(new Instance(name.instance(instanceId()), hoped))
                            .thenCompose(published -> super.serve(name, engine, setup));
                }
            };
        }
    }

    private static final class ByNameAlone extends ForwardingServer {
        private final Map<EndpointName, EndpointId> last = new ConcurrentHashMap<>();

        ByNameAlone(RequestPlaneServer server) {
            super(server);
        }

        @Override
        public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
            last.put(id.name(), id);
            return super.register(id, handler, health);
        }

        @Override
        public InstanceAddress publishedAddress(EndpointId id) {
            return super.publishedAddress(last.getOrDefault(id.name(), id));
        }
    }
}
