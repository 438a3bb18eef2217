package io.seatrial.testkit.zoo.mutants;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.testkit.network.ForwardingIo;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingClient;
import io.seatrial.testkit.zoo.wire.LateCloser;
import io.seatrial.testkit.zoo.wire.ShortLived;
import io.seatrial.testkit.zoo.wire.Sockets;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** What goes wrong with the connections of TCP clients over time, and with requests that wait for a place on one. */
public final class ClientLineMutants {

    private ClientLineMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("late-connection-kept", "The connection of a request that timed out is kept for its answer.")
                        .seen("dynamo-tcp.md 3.3; ai-dynamo/dynamo#7806")
                        .seenBy("CLIENT-*")
                        .killedBy(
                                "CLIENT-32",
                                "whose request timed out",
                                () -> Sockets.connected(() -> new LateCloser(Duration.ofMinutes(1)))),
                Mutant.of("places-used-up", "Connections that have ended keep their places in the pool.")
                        .seen("dynamo-tcp.md 82 and 84")
                        .killedBy("CLIENT-33", "a connection in place of", UsedUp::new),
                Mutant.of("idle-since-connect", "A connection is closed a time after it was opened, used or not.")
                        .seen("dynamo-tcp.md 85")
                        .killedBy(
                                "CLIENT-34",
                                "used all the time",
                                () -> Sockets.connected(() -> new ShortLived(Duration.ofSeconds(3)))),
                Mutant.of("bound-begins-when-sent", "The bound of a request begins when those before it have ended.")
                        .seen("dynamo-tcp.md 79 and 83")
                        .killedBy("CLIENT-35", "several times their bound", () -> Changes.clients(OneByOne::new)),
                Mutant.of("given-up-is-sent", "A request that its caller has given up is sent all the same.")
                        .seen("dynamo-tcp.md 83")
                        .killedBy("CLIENT-36", "sent in its place", () -> Changes.clients(Dogged::new)));
    }

    /** Has as many places in its pool as are configured, for good. */
    private static final class UsedUp extends Mutation {
        private final Map<InetSocketAddress, Integer> opened = new ConcurrentHashMap<>();
        private volatile int places = Integer.MAX_VALUE;

        @Override
        protected ManagerSetup setup(ManagerSetup setup) {
            places = Integer.parseInt(setup.variables().getOrDefault("DYN_TCP_POOL_SIZE", "100"));
            return setup;
        }

        @Override
        protected ProcessSetup setup(ProcessSetup setup) {
            return setup.withIo(new ForwardingIo(setup.io()) {
                @Override
                public CompletionStage<Channel> connect(
                        InetSocketAddress remote, ChannelHandler handler, ConnectOptions options) {
                    return opened.merge(remote, 1, Integer::sum) > places
                            ? CompletableFuture.failedFuture(new ConnectException("no place is left in the pool"))
                            : super.connect(remote, handler, options);
                }
            });
        }
    }

    /** Hands over a request when the one before has ended. */
    private static final class OneByOne extends ForwardingClient {
        private CompletableFuture<Object> before = CompletableFuture.completedFuture(null);

        OneByOne(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public synchronized CompletionStage<byte[]> send(
                InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
            CompletableFuture<byte[]> sent = before.thenCompose(ended -> super.send(address, payload, headers));
            before = sent.handle((ack, failure) -> "ended");
            return sent;
        }
    }

    /** Goes on with what nobody waits for. */
    private static final class Dogged extends ForwardingClient {
        Dogged(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
            return super.send(address, payload, headers).thenApply(ack -> ack);
        }
    }
}
