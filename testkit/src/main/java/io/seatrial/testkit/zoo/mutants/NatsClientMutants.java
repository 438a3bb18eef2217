package io.seatrial.testkit.zoo.mutants;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.OnNetwork;
import io.seatrial.testkit.zoo.forwarding.ForwardingClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What goes wrong in clients that send over NATS: what they send, and how often. */
public final class NatsClientMutants {

    private NatsClientMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Changes.overNats(
                                "nats-tries-for-ever", "A client tries again until the server is back, past its bound.")
                        .seen("dynamo-manager.md behaviour 86")
                        .seenBy("NATS-15")
                        .killedBy("NATS-15", "requests while the server is gone", TriesForEver::new),
                Changes.overNats("nats-wraps-the-payload", "A client sends the payload in an envelope.")
                        .seen("dynamo-manager.md 4.5")
                        .killedBy("NATS-23", "the payload", () -> Changes.clients(Wrapping::new)),
                Changes.overNats("nats-sends-no-headers", "A client does not send the headers of a request.")
                        .seen("dynamo-manager.md 4.5")
                        .killedBy("NATS-23", "traceparent", () -> Changes.clients(Headless::new)),
                Changes.overNats("nats-sends-again", "A client sends a request again when its acknowledgement is slow.")
                        .seen("dynamo-manager.md behaviour 87")
                        .seenBy("NATS-26")
                        .killedBy("NATS-26", "a second run of it", SendsAgain::new));
    }

    private static final class TriesForEver extends OnNetwork {

        private static final long PAUSE_MILLIS = 50;

        @Override
        protected RequestPlaneClient client(RequestPlaneClient client) {
            return new ForwardingClient(client) {
                private volatile boolean closed;

                @Override
                public CompletionStage<byte[]> send(
                        InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
                    CompletableFuture<byte[]> taken = new CompletableFuture<>();
                    attempt(address, copied(payload), headers, taken);
                    return taken;
                }

                private void attempt(
                        InstanceAddress address,
                        byte[] payload,
                        Map<String, String> headers,
                        CompletableFuture<byte[]> taken) {
                    super.send(address, Unpooled.wrappedBuffer(payload), headers)
                            .whenComplete((ack, failure) -> {
                                if (failure == null) {
                                    taken.complete(ack);
                                } else if (closed) {
                                    taken.completeExceptionally(failure);
                                } else {
                                    Runnable again = () -> attempt(address, payload, headers, taken);
                                    io().scheduler().schedule(again, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                                }
                            });
                }

                @Override
                public CompletionStage<Void> close() {
                    closed = true;
                    return super.close();
                }
            };
        }
    }

    private static byte[] copied(ByteBuf payload) {
        byte[] copy = ByteBufUtil.getBytes(payload);
        payload.release();
        return copy;
    }

    private static final class Wrapping extends ForwardingClient {

        Wrapping(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
            String text = Bytes.text(copied(payload));
            return super.send(address, Unpooled.wrappedBuffer(Bytes.utf8("{\"payload\":\"" + text + "\"}")), headers);
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
