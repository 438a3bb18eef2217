package io.seatrial.testkit.zoo.mutants;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamItem;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.OnNetwork;
import io.seatrial.testkit.zoo.forwarding.ForwardingCall;
import io.seatrial.testkit.zoo.forwarding.ForwardingCaller;
import io.seatrial.testkit.zoo.forwarding.ForwardingItems;
import io.seatrial.testkit.zoo.wire.Sockets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What goes wrong with the bounds of a caller's waits, and where there is none. */
public final class BoundMutants {

    private static final String FOR_EVER = "36000000";

    private BoundMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("silence-for-ever", "A stream whose worker is silent stays open for ever.")
                        .seen("ai-dynamo/dynamo#8011")
                        .killedBy(
                                "RESP-91",
                                "on which nothing comes",
                                () -> without("DYN_HTTP_BACKEND_STREAM_TIMEOUT_SECS")),
                Mutant.of(
                                "slow-consumer-is-silence",
                                "A consumer that takes no item for a while counts as a worker that is silent.")
                        .seen("dynamo-tcp.md 108")
                        .killedBy("RESP-92", "its consumer does not read", HurriesConsumers::new),
                Mutant.of("caller-waits-for-close", "A caller waits for ever for its worker to close the connection.")
                        .seen("dynamo-tcp.md 116, 142")
                        .killedBy(
                                "RESP-93",
                                "a worker that keeps it",
                                () -> Changes.variable("SEATRIAL_CLOSE_WAIT_MS", FOR_EVER)),
                Mutant.of("close-is-an-end", "The streams of a caller that closes end as if they were complete.")
                        .seen("dynamo-tcp.md 109")
                        .killedBy("RESP-94", "whose caller closes", () -> Changes.callers(ClosesWell::new)),
                Mutant.of(
                                "stopped-registration-stays",
                                "The registration of a request that is stopped before it is answered stays.")
                        .seen("ai-dynamo/dynamo#8182")
                        .killedBy("RESP-95", "a stopped request", StoppedStay::new),
                Mutant.of(
                                "greeting-bounds-the-prologue",
                                "A worker that has called home must begin within the bound of the handshake.")
                        .seen("dynamo-tcp.md 98, 148")
                        .killedBy("RESP-96", "the end of the connection", () -> Sockets.accepted(HurriesWorkers::new)),
                Mutant.of("no-limit-on-answers", "A message of any size is waited for and kept.")
                        .seen("dynamo-tcp.md 36; ai-dynamo/dynamo#6959")
                        .killedBy("RESP-97", "above the limit", () -> without("SEATRIAL_MAX_RESPONSE_MESSAGE_SIZE")));
    }

    private static Mutation without(String variable) {
        return Changes.variables(variables -> variables.remove(variable));
    }

    private static final class HurriesConsumers extends OnNetwork {
        @Override
        protected StreamCaller caller(StreamCaller caller) {
            return new ForwardingCaller(caller) {
                @Override
                public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
                    StreamCall call = super.call(to, requestId, json, headers);
                    return StreamMutants.changed(call, subscriber -> new Hurried(subscriber, io().scheduler()));
                }
            };
        }
    }

    /** Fails a stream of which nothing was taken for two seconds. */
    private static final class Hurried extends ForwardingItems<StreamItem> {
        private static final int SECONDS = 2;
        private final ScheduledExecutorService scheduler;
        private final AtomicInteger taken = new AtomicInteger();
        private volatile Flow.@Nullable Subscription subscription;
        private volatile @Nullable Future<?> patience;

        Hurried(Flow.Subscriber<StreamItem> subscriber, ScheduledExecutorService scheduler) {
            super(subscriber);
            this.scheduler = scheduler;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            super.onSubscribe(given);
        }

        @Override
        public void onNext(StreamItem item) {
            super.onNext(item);
            stopWaiting();
            int mine = taken.incrementAndGet();
            patience = scheduler.schedule(() -> expire(mine), SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void onError(Throwable failure) {
            stopWaiting();
            super.onError(failure);
        }

        @Override
        public void onComplete() {
            stopWaiting();
            super.onComplete();
        }

        private void stopWaiting() {
            Future<?> last = patience;
            if (last != null) {
                last.cancel(false);
            }
        }

        private void expire(int last) {
            Flow.Subscription given = subscription;
            if (given != null && taken.get() == last) {
                given.cancel();
                onError(new PlaneException.ResponseTimeout("no item for " + SECONDS + " s"));
            }
        }
    }

    private static final class ClosesWell extends ForwardingCaller {
        private volatile boolean closed;

        ClosesWell(StreamCaller caller) {
            super(caller);
        }

        @Override
        public CompletionStage<Void> close() {
            closed = true;
            return super.close();
        }

        @Override
        public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
            return StreamMutants.changed(super.call(to, requestId, json, headers), Well::new);
        }

        private final class Well extends ForwardingItems<StreamItem> {
            private Well(Flow.Subscriber<StreamItem> subscriber) {
                super(subscriber);
            }

            @Override
            public void onError(Throwable failure) {
                if (closed) {
                    onComplete();
                } else {
                    super.onError(failure);
                }
            }
        }
    }

    private static final class StoppedStay extends Mutation {
        private final AtomicInteger stopped = new AtomicInteger();

        @Override
        protected StreamCaller caller(StreamCaller caller) {
            return new ForwardingCaller(caller) {
                @Override
                public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
                    return new ForwardingCall(super.call(to, requestId, json, headers)) {
                        @Override
                        public void stop() {
                            if (!opened().toCompletableFuture().isDone()) {
                                stopped.incrementAndGet();
                            }
                            super.stop();
                        }
                    };
                }

                @Override
                public int pending() {
                    return super.pending() + stopped.get();
                }
            };
        }
    }

    /** Closes a connection that began as a response stream and on which only one thing has come in time. */
    private static final class HurriesWorkers extends ChannelInboundHandlerAdapter {
        private static final int MILLIS = 100;
        private int reads;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            reads++;
            if (reads == 1 && message instanceof ByteBuf bytes && isAnswer(bytes)) {
                context.executor().schedule(() -> close(context), MILLIS, TimeUnit.MILLISECONDS);
            }
            context.fireChannelRead(message);
        }

        /** A request begins with the length of its path, which is not 0, and an answer with that of a header in eight bytes. */
        private static boolean isAnswer(ByteBuf bytes) {
            return bytes.readableBytes() >= Short.BYTES && bytes.getShort(bytes.readerIndex()) == 0;
        }

        private void close(ChannelHandlerContext context) {
            if (reads == 1) {
                context.close();
            }
        }
    }
}
