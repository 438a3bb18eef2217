package io.seatrial.chaos.mutants;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.CannotConnect;
import io.seatrial.plane.PlaneException.RequestTimeout;
import io.seatrial.plane.PlaneException.Untyped;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.OnNetwork;
import io.seatrial.testkit.zoo.forwarding.ForwardingClient;
import io.seatrial.testkit.zoo.mutants.Changes;
import io.seatrial.testkit.zoo.mutants.SendsAgain;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** What clients do wrong while requests are late, are lost, or reach nobody. */
final class ClientFaultMutants {

    private static final long SOON_MILLIS = 50;
    private static final String TIMEOUT = "DYN_TCP_REQUEST_TIMEOUT";

    private ClientFaultMutants() {}

    static List<Mutant> all() {
        return List.of(
                FaultMutants.of(
                                "waits-for-the-way",
                                "A request to an instance that cannot be reached is tried until its time is over.",
                                "dynamo-manager.md 7.10, behaviour 152",
                                "CHAOS-01")
                        .killedBy("CHAOS-01", "a request while the way is down", TriesUntilItsTimeIsOver::new),
                FaultMutants.of(
                                "unreachable-untyped",
                                "A connection that fails leaves its requests without a type.",
                                "ai-dynamo/dynamo#12927",
                                "CHAOS-02",
                                "CHAOS-09",
                                "CHAOS-14")
                        .killedBy("CHAOS-02", "CannotConnect", () -> untyped(CannotConnect.class)),
                FaultMutants.of(
                                "never-dynamo-when-down",
                                "A plane shows none of the quirks of 1.0.x, whatever the profile.",
                                "dynamo-manager.md 7.10, behaviour 152",
                                "CHAOS-03")
                        .in(Profile.DYNAMO_1_0)
                        .killedBy("CHAOS-03", "Untyped", () -> new Mutation() {
                            @Override
                            protected ManagerSetup setup(ManagerSetup setup) {
                                return new ManagerSetup(setup.variables(), Profile.REFERENCE, setup.mode());
                            }
                        }),
                FaultMutants.of(
                                "once-down-always-down",
                                "An instance that could not be reached once is not connected to again.",
                                "dynamo-manager.md 7.10, behaviours 152 and 156",
                                "CHAOS-04",
                                "CHAOS-10")
                        .killedBy("CHAOS-10", "the request after it", () -> Changes.clients(Remembers::new)),
                FaultMutants.of(
                                "resends-what-is-slow",
                                "A request that is not acknowledged at once is sent again.",
                                "dynamo-manager.md 7.10, behaviour 153",
                                "CHAOS-05")
                        .killedBy("CHAOS-05", "a second run of it", SendsAgain::new),
                FaultMutants.of(
                                "resends-after-its-time",
                                "A request that was not acknowledged in time is sent again by the client itself.",
                                "dynamo-manager.md 7.10, behaviour 154",
                                "CHAOS-06")
                        .killedBy(
                                "CHAOS-06",
                                "a second run of the late request",
                                () -> Changes.clients(SendsAgainWhenLate::new)),
                FaultMutants.of(
                                "silence-blames-nobody",
                                "A request that is not acknowledged in time fails without a type.",
                                "dynamo-manager.md 7.10, behaviours 155 and 158",
                                "CHAOS-07",
                                "CHAOS-12")
                        .killedBy("CHAOS-07", "keeps routers from the instance", () -> untyped(RequestTimeout.class)),
                FaultMutants.of(
                                "time-out-not-read",
                                "The time-out of requests is not read from its variable.",
                                "dynamo-manager.md 7.10, behaviour 158",
                                "CHAOS-13")
                        .killedBy("CHAOS-13", "a request with time enough", () -> Changes.variable(TIMEOUT, "1")));
    }

    private static Mutation untyped(Class<? extends PlaneException> kind) {
        return Changes.failures(failure -> CompletableFuture.failedFuture(
                kind.isInstance(failure) ? new Untyped(String.valueOf(failure.getMessage()), failure) : failure));
    }

    /** Sends copies of a request, since the first sending takes its buffer. */
    private abstract static class Copying extends ForwardingClient {
        Copying(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
            byte[] copy = ByteBufUtil.getBytes(payload);
            payload.release();
            return send(new Copy(address, copy, headers));
        }

        abstract CompletionStage<byte[]> send(Copy request);

        CompletionStage<byte[]> sendNow(Copy request) {
            return super.send(request.address(), Unpooled.wrappedBuffer(request.payload()), request.headers());
        }
    }

    private record Copy(InstanceAddress address, byte[] payload, Map<String, String> headers) {}

    private static final class TriesUntilItsTimeIsOver extends OnNetwork {
        private long seconds;

        @Override
        protected ManagerSetup setup(ManagerSetup setup) {
            seconds = Long.parseLong(setup.variables().getOrDefault(TIMEOUT, "5"));
            return setup;
        }

        @Override
        protected RequestPlaneClient client(RequestPlaneClient client) {
            return new KeepsTrying(client, io(), TimeUnit.SECONDS.toNanos(seconds));
        }
    }

    private static final class KeepsTrying extends Copying {
        private final NetworkIo io;
        private final long nanos;
        private volatile boolean closed;

        KeepsTrying(RequestPlaneClient client, NetworkIo io, long nanos) {
            super(client);
            this.io = io;
            this.nanos = nanos;
        }

        @Override
        CompletionStage<byte[]> send(Copy request) {
            return send(request, io.nanoTime() + nanos);
        }

        private CompletionStage<byte[]> send(Copy request, long end) {
            return sendNow(request)
                    .handle((ack, failure) -> failure == null
                            ? CompletableFuture.completedFuture(ack)
                            : again(request, Outcome.unwrapped(failure), end))
                    .thenCompose(stage -> stage);
        }

        private CompletionStage<byte[]> again(Copy request, Throwable failure, long end) {
            if (closed || io.nanoTime() - end > 0 || !(failure instanceof CannotConnect)) {
                return CompletableFuture.failedFuture(failure);
            }
            CompletableFuture<Void> pause = new CompletableFuture<>();
            io.scheduler().schedule(() -> pause.complete(null), SOON_MILLIS, TimeUnit.MILLISECONDS);
            return pause.thenCompose(over -> send(request, end));
        }

        @Override
        public CompletionStage<Void> close() {
            closed = true;
            return super.close();
        }
    }

    private static final class SendsAgainWhenLate extends Copying {
        SendsAgainWhenLate(RequestPlaneClient client) {
            super(client);
        }

        @Override
        CompletionStage<byte[]> send(Copy request) {
            return sendNow(request).whenComplete((ack, failure) -> {
                if (failure != null && Outcome.unwrapped(failure) instanceof RequestTimeout) {
                    sendNow(request);
                }
            });
        }
    }

    private static final class Remembers extends ForwardingClient {
        private final ConcurrentMap<InstanceAddress, PlaneException> down = new ConcurrentHashMap<>();

        Remembers(RequestPlaneClient client) {
            super(client);
        }

        @Override
        public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
            PlaneException known = down.get(address);
            if (known != null) {
                payload.release();
                return CompletableFuture.failedFuture(known);
            }
            return super.send(address, payload, headers).whenComplete((ack, failure) -> {
                if (failure != null && Outcome.unwrapped(failure) instanceof CannotConnect refused) {
                    down.put(address, refused);
                }
            });
        }
    }
}
