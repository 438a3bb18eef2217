package io.seatrial.chaos.mutants;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryEvent;
import io.seatrial.discovery.DiscoveryListener;
import io.seatrial.discovery.Watch;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.OnNetwork;
import io.seatrial.testkit.zoo.forwarding.ForwardingDiscovery;
import io.seatrial.testkit.zoo.mutants.NatsLineMutants;
import io.seatrial.testkit.zoo.mutants.SendsAgain;
import io.seatrial.testkit.zoo.wire.NatsFrame;
import io.seatrial.testkit.zoo.wire.NatsLines;
import io.seatrial.testkit.zoo.wire.NatsTap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong while the broker, or the discovery store in it, cannot be reached, and when it can be again. */
final class BrokerFaultMutants {

    private static final String WITHDRAWN = "dynamo-manager.md 7.10, behaviour 165";
    private static final String STORE = "dynamo-manager.md 7.10, behaviour 166";

    private BrokerFaultMutants() {}

    static List<Mutant> all() {
        return List.of(
                overNats(
                                "broker-loss-unsubscribes",
                                "Subscriptions are not made again when the broker can be reached again.",
                                "dynamo-manager.md 7.10, behaviours 86 and 164",
                                "CHAOS-40")
                        .killedBy("CHAOS-40", "a request after the fault is taken", NatsLineMutants::forgetful),
                overNats(
                                "broker-reset-unsubscribes",
                                "A reset of the connection to the broker costs its subscriptions.",
                                "dynamo-manager.md 7.10, behaviour 164",
                                "CHAOS-41")
                        .killedBy("CHAOS-41", "a request after the fault is taken", NatsLineMutants::forgetful),
                overNats(
                                "far-broker-sent-again",
                                "A client sends a request again when the broker is far away.",
                                "dynamo-manager.md 7.10, behaviours 87 and 164",
                                "CHAOS-42")
                        .killedBy("CHAOS-42", "a second run of it", SendsAgain::new),
                overNats(
                                "broker-back-resubscribes-all",
                                "What was unregistered without a broker is subscribed again when there is one.",
                                WITHDRAWN,
                                "CHAOS-43")
                        .killedBy("CHAOS-43", "a request after unregister", BrokerFaultMutants::resubscribing),
                overNats(
                                "store-entries-age-at-watchers",
                                "A watcher drops an instance that it has not heard of for a while.",
                                STORE,
                                "CHAOS-44")
                        .killedBy("CHAOS-44", "the loss of an instance", Ageing::new),
                overNats(
                                "store-back-unpublished",
                                "An entry that has expired while the store was away is not written again.",
                                STORE,
                                "CHAOS-45")
                        .killedBy("CHAOS-45", "the instance to be seen again", BrokerFaultMutants::writingOnce));
    }

    private static Mutant.Description overNats(String id, String bug, String seen, String rule) {
        return FaultMutants.of(id, bug, seen, rule).over(PlaneMode.NATS);
    }

    private static Mutation resubscribing() {
        List<NatsFrame> known = new CopyOnWriteArrayList<>();
        AtomicInteger connections = new AtomicInteger();
        return NatsLines.tapped(() -> {
            boolean first = connections.incrementAndGet() == 1;
            return new NatsTap() {
                @Override
                public List<NatsFrame> toServer(NatsFrame frame) {
                    if (first && frame.subscribesEndpoint()) {
                        known.add(frame);
                    }
                    List<NatsFrame> all = new ArrayList<>(List.of(frame));
                    if (!first && frame.verb().equals("CONNECT")) {
                        all.addAll(known);
                    }
                    return all;
                }
            };
        });
    }

    private static Mutation writingOnce() {
        AtomicInteger connections = new AtomicInteger();
        return NatsLines.tapped(() -> connections.incrementAndGet() == 1 ? new NatsTap() {} : new NotWriting());
    }

    private static final class NotWriting implements NatsTap {
        @Override
        public List<NatsFrame> toServer(NatsFrame frame) {
            boolean writes = frame.verb().endsWith("PUB") && frame.subject().startsWith("$KV.");
            return writes ? List.of() : List.of(frame);
        }
    }

    private static final class Ageing extends OnNetwork {

        private static final long AGE_MILLIS = 500;

        @Override
        protected Discovery store(Discovery store) {
            return new ForwardingDiscovery(store) {
                @Override
                public Watch watch(EndpointName name, DiscoveryListener listener) {
                    return super.watch(name, event -> {
                        listener.onEvent(event);
                        if (event instanceof DiscoveryEvent.Put put) {
                            DiscoveryEvent gone = new DiscoveryEvent.Removed(put.id());
                            io().scheduler().schedule(() -> listener.onEvent(gone), AGE_MILLIS, TimeUnit.MILLISECONDS);
                        }
                    });
                }
            };
        }
    }
}
