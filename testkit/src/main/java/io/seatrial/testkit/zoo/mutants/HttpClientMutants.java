package io.seatrial.testkit.zoo.mutants;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.testkit.network.ForwardingIo;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingClient;
import io.seatrial.testkit.zoo.wire.Sockets;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** What goes wrong in clients of the HTTP plane. */
public final class HttpClientMutants {

    private HttpClientMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                http("trace-renamed", "The header traceparent is sent under another name.")
                        .seen("dynamo-manager.md 3.4, behaviour 65")
                        .killedBy("HTTPCLIENT-01", "traceparent", () -> Changes.clients(TraceRenamed::new)),
                http("too-large-untyped", "An answer 413 fails the request without a type.")
                        .seen("ai-dynamo/dynamo#14794; dynamo-manager.md behaviour 66")
                        .killedBy(
                                "HTTPCLIENT-05",
                                "PayloadTooLarge",
                                failing(PlaneException.PayloadTooLarge.class, PlaneException.Untyped::new)),
                http("refusal-without-address", "The failure of a refused connection does not say where to.")
                        .seen("dynamo-manager.md 3.4, behaviour 67")
                        .killedBy(
                                "HTTPCLIENT-07",
                                "HTTP request to",
                                failing(
                                        PlaneException.CannotConnect.class,
                                        (text, cause) ->
                                                new PlaneException.CannotConnect("error sending request", cause))),
                http("spare-connection", "A client opens a second connection beside the first.")
                        .seen("ai-dynamo/dynamo#7806; dynamo-manager.md 3.4, 8.1")
                        .killedBy("HTTPCLIENT-10", "connections of the client: expected 1", SpareConnection::new),
                http("sent-twice", "A request is sent a second time when it was answered.")
                        .seen("dynamo-manager.md 3.4")
                        .killedBy("HTTPCLIENT-11", "body of the next request", () -> Changes.clients(Twice::new)),
                http("connection-per-request", "Each request opens a connection of its own.")
                        .seen("ai-dynamo/dynamo#6307, #7806")
                        .killedBy(
                                "HTTPCLIENT-15",
                                "connections of the client: expected 1",
                                ClientMutants.ConnectionPerRequest::new),
                http(
                                "end-not-told",
                                "Requests on a connection that ends are not told, and wait until their time is up.")
                        .seen("dynamo-manager.md 3.4")
                        .killedBy(
                                "HTTPCLIENT-16",
                                "one that is not a time-out",
                                () -> Sockets.connected(EndUnheard::new)));
    }

    private static Mutant.Description http(String id, String bug) {
        return Mutant.of("http-client-" + id, bug).over(PlaneMode.HTTP);
    }

    /** Makes another failure from the text and the cause of one. */
    @FunctionalInterface
    private interface Failure {
        PlaneException of(String text, Throwable cause);
    }

    private static Supplier<Mutation> failing(Class<? extends PlaneException> kind, Failure other) {
        Function<Throwable, CompletionStage<byte[]>> outcome = failure -> CompletableFuture.failedFuture(
                kind.isInstance(failure) ? other.of(String.valueOf(failure.getMessage()), failure) : failure);
        return () -> Changes.failures(outcome);
    }

    private static final class TraceRenamed extends ForwardingClient {
        TraceRenamed(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
            Map<String, String> renamed = new LinkedHashMap<>();
            headers.forEach((name, value) -> renamed.put(name.replace("traceparent", "trace-parent"), value));
            return super.send(address, payload, renamed);
        }
    }

    private static final class Twice extends ForwardingClient {
        Twice(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
            ByteBuf again = payload.copy();
            return super.send(address, payload, headers).whenComplete((ack, failure) -> {
                if (failure == null) {
                    super.send(address, again, headers);
                } else {
                    again.release();
                }
            });
        }
    }

    private static final class SpareConnection extends Mutation {
        @Override
        protected ProcessSetup setup(ProcessSetup setup) {
            return setup.withIo(new ForwardingIo(setup.io()) {
                @Override
                public CompletionStage<Channel> connect(
                        InetSocketAddress remote, ChannelHandler first, ConnectOptions options) {
                    CompletionStage<Channel> used = super.connect(remote, first, options);
                    super.connect(remote, new ChannelInboundHandlerAdapter(), options)
                            .thenAcceptBoth(
                                    used,
                                    (spare, channel) -> channel.closeFuture().addListener(closed -> spare.close()));
                    return used;
                }
            });
        }
    }

    private static final class EndUnheard extends ChannelInboundHandlerAdapter {
        @Override
        public void channelInactive(ChannelHandlerContext context) {}

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {}

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
    }
}
