package io.seatrial.testkit.zoo.mutants;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.testkit.network.ForwardingIo;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneEndpoint;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingRuntime;
import io.seatrial.testkit.zoo.forwarding.ForwardingServer;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What goes wrong with addresses that only a machine's own network has: IPv6, the wildcard, the upper half of the ports. */
public final class AddressMutants {

    private static final String SYSTEM_PORT = "DYN_SYSTEM_PORT";

    private AddressMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                brackets("brackets-lost", Profile.REFERENCE, "CONFIG-11"),
                brackets("brackets-lost-dynamo", Profile.DYNAMO_1_0, "CONFIG-12"),
                Mutant.of("wildcard-published", "A worker that binds every address publishes the wildcard.")
                        .seen("dynamo-manager.md 5.2")
                        .on(NetworkKind.LOOPBACK)
                        .seenBy("LIFE-13")
                        .killedBy("LIFE-13", "host of the published address", WildcardPublished::new),
                Mutant.of("ports-are-signed", "A system port of the upper half is not used.")
                        .seen("dynamo-manager.md 6.2: the port is an i16")
                        .on(NetworkKind.LOOPBACK)
                        .seenBy("HEALTH-13")
                        .killedBy(
                                "HEALTH-13",
                                "port",
                                () -> Changes.variables(variables -> variables.computeIfPresent(
                                        SYSTEM_PORT,
                                        (name, port) -> Integer.parseInt(port) > Short.MAX_VALUE ? "0" : port))),
                Mutant.of("no-call-home-on-ipv6", "A worker connects to callers on IPv4 only.")
                        .seen("dynamo-tcp.md 91")
                        .on(NetworkKind.LOOPBACK)
                        .seenBy("RESP-85")
                        .killedBy("RESP-85", "the stream", OnlyIpv4::new),
                Mutant.of(
                                "called-home-at-the-wildcard",
                                "A caller that listens at every address has workers call home at 0.0.0.0.")
                        .seen("dynamo-manager.md behaviour 102")
                        .seenBy("RESP-98")
                        .killedBy("RESP-98", "address to call home at", Nowhere::new));
    }

    private static Mutant brackets(String id, Profile profile, String rule) {
        return Mutant.of(id, "The brackets of an IPv6 host are lost in the published address.")
                .seen("dynamo-manager.md 1.2")
                .on(NetworkKind.LOOPBACK)
                .in(profile)
                .seenBy("CONFIG-*")
                .killedBy(rule, "the published address", BracketsLost::new);
    }

    private static final class BracketsLost extends Mutation {
        @Override
        protected RequestPlaneServer server(RequestPlaneServer server) {
            return new ForwardingServer(server) {
                @Override
                public InstanceAddress publishedAddress(EndpointId id) {
                    InstanceAddress full = super.publishedAddress(id);
                    return new InstanceAddress(full.mode(), full.value().replace("[::1]", "::1"));
                }
            };
        }
    }

    private static final class WildcardPublished extends Mutation {
        @Override
        protected PlaneRuntime runtime(PlaneRuntime runtime) {
            return new ForwardingRuntime(runtime) {
                @Override
                public CompletionStage<PlaneEndpoint> serve(
                        EndpointName name, StreamEngine engine, EndpointSetup setup) {
                    return super.serve(name, engine, setup).thenApply(Anywhere::new);
                }
            };
        }
    }

    /** An endpoint that is told of at the wildcard. */
    private record Anywhere(PlaneEndpoint endpoint) implements PlaneEndpoint {

        @Override
        public EndpointId id() {
            return endpoint.id();
        }

        @Override
        public InstanceAddress address() {
            InstanceAddress real = endpoint.address();
            return new InstanceAddress(real.mode(), real.value().replaceAll("[0-9]+(\\.[0-9]+){3}", "0.0.0.0"));
        }

        @Override
        public CompletionStage<Void> unpublish() {
            return endpoint.unpublish();
        }

        @Override
        public CompletionStage<Void> republish() {
            return endpoint.republish();
        }

        @Override
        public CompletionStage<DrainReport> close() {
            return endpoint.close();
        }
    }

    private static final class Nowhere extends Mutation {
        @Override
        protected ProcessSetup setup(ProcessSetup setup) {
            return setup.withIo(new ForwardingIo(setup.io()) {
                @Override
                public String localHost() {
                    return "0.0.0.0";
                }
            });
        }
    }

    private static final class OnlyIpv4 extends Mutation {
        @Override
        protected ProcessSetup setup(ProcessSetup setup) {
            return setup.withIo(new ForwardingIo(setup.io()) {
                @Override
                public CompletionStage<Channel> connect(
                        InetSocketAddress remote, ChannelHandler first, ConnectOptions options) {
                    return remote.getAddress() instanceof Inet6Address
                            ? CompletableFuture.failedFuture(
                                    new SocketException("Address family not supported by protocol"))
                            : super.connect(remote, first, options);
                }
            });
        }
    }
}
