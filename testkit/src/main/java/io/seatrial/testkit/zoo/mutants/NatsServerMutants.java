package io.seatrial.testkit.zoo.mutants;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.OnNetwork;
import io.seatrial.testkit.zoo.forwarding.ForwardingServer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What goes wrong in servers that listen over NATS: what they publish, how they end, what their handlers are handed. */
public final class NatsServerMutants {

    private NatsServerMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Changes.overNats("nats-padded-id", "The instance id in a published subject is filled up with zeros.")
                        .seen("dynamo-manager.md 4.1, behaviour 76")
                        .killedBy("NATS-01", "the published subject", publishing(NatsServerMutants::padded)),
                Changes.overNats(
                                "nats-unregisters-when-idle",
                                "Unregister waits for a moment in which no request comes.")
                        .seen("ai-dynamo/dynamo#9951; dynamo-manager.md 4.4, behaviour 81")
                        .seenBy("NATS-08")
                        .killedBy("NATS-08", "unregister under a flood", UnregistersWhenIdle::new),
                Changes.overNats(
                                "nats-unregisters-by-name",
                                "Unregister ends the last endpoint of that name, whatever its component.")
                        .seen("dynamo-manager.md 4.3, behaviour 82")
                        .killedBy("NATS-09", "a request to prefill", UnregistersByName::new),
                Changes.overNats("nats-publishes-the-slug", "A plane publishes the slug that it listens at.")
                        .seen("dynamo-manager.md 4.1, behaviour 83")
                        .in(Profile.DYNAMO_1_0)
                        .seenBy("NATS-01", "NATS-11")
                        .killedBy("NATS-11", "the published subject", publishing(NatsServerMutants::slug)),
                Changes.overNats("nats-loses-headers", "The headers of a message do not reach the handler.")
                        .seen("dynamo-manager.md 4.4, behaviours 63 and 64")
                        .killedBy("NATS-21", "traceparent", HeadersLost::new));
    }

    /** Changes what a server publishes. */
    private static Supplier<Mutation> publishing(BiFunction<EndpointId, String, String> change) {
        return () -> Changes.servers(server -> new ForwardingServer(server) {
            @Override
            public InstanceAddress publishedAddress(EndpointId id) {
                InstanceAddress address = super.publishedAddress(id);
                return new InstanceAddress(address.mode(), change.apply(id, address.value()));
            }
        });
    }

    private static String padded(EndpointId id, String subject) {
        String hex = id.instanceHex();
        return subject.substring(0, subject.length() - hex.length()) + "0".repeat(16 - hex.length()) + hex;
    }

    private static String slug(EndpointId id, String subject) {
        return subject.toLowerCase(Locale.ROOT);
    }

    private static final class UnregistersWhenIdle extends OnNetwork {

        private static final Duration A_MOMENT = Duration.ofMillis(100);

        private final AtomicInteger requests = new AtomicInteger();
        private volatile boolean closed;

        @Override
        protected RequestHandler handler(EndpointId id, RequestHandler handler) {
            return request -> {
                requests.incrementAndGet();
                return handler.handle(request);
            };
        }

        @Override
        protected RequestPlaneServer server(RequestPlaneServer server) {
            return new ForwardingServer(server) {
                @Override
                public CompletionStage<DrainReport> unregister(EndpointId id) {
                    CompletableFuture<Void> idle = new CompletableFuture<>();
                    whenIdle(requests.get(), idle);
                    return idle.thenCompose(done -> super.unregister(id));
                }

                @Override
                public CompletionStage<DrainReport> close() {
                    closed = true;
                    return super.close();
                }
            };
        }

        private void whenIdle(int before, CompletableFuture<Void> idle) {
            Runnable look = () -> {
                int now = requests.get();
                if (closed || now == before) {
                    idle.complete(null);
                } else {
                    whenIdle(now, idle);
                }
            };
            io().scheduler().schedule(look, A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static final class UnregistersByName extends Mutation {
        private final Map<String, EndpointId> last = new ConcurrentHashMap<>();

        @Override
        protected RequestPlaneServer server(RequestPlaneServer server) {
            return new ForwardingServer(server) {
                @Override
                public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
                    last.put(id.endpoint(), id);
                    return super.register(id, handler, health);
                }

                @Override
                public CompletionStage<DrainReport> unregister(EndpointId id) {
                    EndpointId meant = last.remove(id.endpoint());
                    return super.unregister(meant == null ? id : meant);
                }
            };
        }
    }

    private static final class HeadersLost extends Mutation {
        @Override
        protected RequestHandler handler(EndpointId id, RequestHandler handler) {
            return request -> handler.handle(new InboundRequest(request.payload(), Map.of()));
        }
    }
}
