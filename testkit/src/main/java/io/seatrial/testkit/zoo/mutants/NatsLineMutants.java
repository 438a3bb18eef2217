package io.seatrial.testkit.zoo.mutants;

import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.wire.NatsFrame;
import io.seatrial.testkit.zoo.wire.NatsLines;
import io.seatrial.testkit.zoo.wire.NatsTap;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What goes wrong between a plane and its NATS server: what is subscribed, acknowledged, announced, and told again after a loss. */
public final class NatsLineMutants {

    private static final String SERVICES = "$SRV";
    private static final String INBOXES = "_INBOX";

    private NatsLineMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Changes.overNats("nats-no-queue-group", "An endpoint is subscribed outside the queue group.")
                        .seen("dynamo-manager.md 4.1, behaviour 76")
                        .killedBy("NATS-02", "a request at both of them", endpoints(NatsLineMutants::ungrouped)),
                Changes.overNats("nats-no-service", "A component does not answer as a NATS service.")
                        .seen("dynamo-manager.md 4.2")
                        .killedBy(
                                "NATS-03",
                                "an answer of service seat_demo",
                                () -> NatsLines.tapped(() -> new Deaf("SUB", SERVICES))),
                Changes.overNats(
                                "nats-service-for-each-endpoint",
                                "A component is as many services as it has endpoints.")
                        .seen("dynamo-manager.md 4.2, behaviour 91")
                        .killedBy(
                                "NATS-04",
                                "a second service of the component",
                                () -> NatsLines.tapped(AnswersForEach::new)),
                Changes.overNats(
                                "nats-subscribed-late",
                                "The subscription of an endpoint is still in a buffer when register returns.")
                        .seen("ai-dynamo/dynamo#4753; dynamo-manager.md 4.3, behaviour 78")
                        .killedBy(
                                "NATS-05",
                                "a request at once",
                                () -> NatsLines.tapped(() -> new HeldBack(NatsFrame::subscribesEndpoint))),
                Changes.overNats("nats-telling-acknowledgement", "The acknowledgement of a request has a payload.")
                        .seen("dynamo-manager.md 4.4, behaviour 79")
                        .killedBy("NATS-06", "payload of the reply", () -> NatsLines.tapped(Telling::new)),
                Changes.overNats("nats-acknowledges-late", "A request is acknowledged only when the next one is.")
                        .seen("dynamo-manager.md 4.4, behaviour 79")
                        .seenBy("NATS-06") // any other that sends waits for its acknowledgement, too, and gives up
                        .killedBy(
                                "NATS-06",
                                "the reply while the handler is held",
                                () -> NatsLines.tapped(() -> new HeldBack(NatsLineMutants::acknowledges))),
                Changes.overNats(
                                "nats-stays-subscribed",
                                "An endpoint that was unregistered stays subscribed, and drops what comes.")
                        .seen("dynamo-manager.md 4.4, behaviours 43 and 80")
                        .killedBy(
                                "NATS-07",
                                "a request after unregister",
                                () -> NatsLines.tapped(() -> new Deaf("UNSUB", ""))),
                Changes.overNats(
                                "nats-listens-in-lower-case",
                                "An endpoint listens on the lower-case form of its subject.")
                        .seen("dynamo-manager.md 4.1, behaviour 83")
                        .killedBy("NATS-10", "seat_Peer.X", endpoints(NatsLineMutants::lowered)),
                Changes.overNats(
                                "nats-blind-to-the-limit",
                                "A client does not know the server's limit, and sends what is too large.")
                        .seen("ai-dynamo/dynamo#9734, #9769; dynamo-manager.md 4.5, behaviour 84")
                        .killedBy(
                                "NATS-12",
                                "a request of one byte more than the limit",
                                () -> NatsLines.tapped(LimitRaised::new)),
                Changes.overNats(
                                "nats-no-responders-unasked",
                                "A client does not ask the server to say that nobody listens.")
                        .seen("dynamo-manager.md 4.5, behaviour 85")
                        .seenBy("NATS-13") // whatever registers waits for that status too, and could say no more than
                        // that
                        .killedBy("NATS-13", "a request to nobody", () -> NatsLines.tapped(UnaskedFor::new)),
                Changes.overNats(
                                "nats-forgets-subscriptions",
                                "Subscriptions are not made again when the server comes back.")
                        .seen("dynamo-manager.md 4.6, behaviour 86")
                        .seenBy("NATS-14")
                        .killedBy("NATS-14", "a request after the restart is taken", NatsLineMutants::forgetful),
                Changes.overNats("nats-replies-only", "A message that asks for no reply is dropped.")
                        .seen("dynamo-manager.md 4.4")
                        .killedBy(
                                "NATS-20", "a message that asks for no reply", () -> NatsLines.tapped(Demanding::new)));
    }

    /** Changes the subscriptions of endpoints. */
    private static Supplier<Mutation> endpoints(UnaryOperator<NatsFrame> change) {
        return () -> NatsLines.tapped(() -> new NatsTap() {
            @Override
            public List<NatsFrame> toServer(NatsFrame frame) {
                return List.of(frame.subscribesEndpoint() ? change.apply(frame) : frame);
            }
        });
    }

    private static NatsFrame ungrouped(NatsFrame subscription) {
        return subscription.with(
                subscription.subject(), subscription.arguments().get(2));
    }

    private static NatsFrame lowered(NatsFrame subscription) {
        List<String> arguments = subscription.arguments();
        return subscription.with(arguments.get(0).toLowerCase(Locale.ROOT), arguments.get(1), arguments.get(2));
    }

    /** Drops what a plane says of some subjects. */
    private record Deaf(String verb, String subjects) implements NatsTap {
        @Override
        public List<NatsFrame> toServer(NatsFrame frame) {
            boolean meant = frame.verb().equals(verb) && frame.subject().startsWith(subjects);
            return meant ? List.of() : List.of(frame);
        }
    }

    private static final class AnswersForEach implements NatsTap {
        private int endpoints;

        @Override
        public List<NatsFrame> toServer(NatsFrame frame) {
            if (frame.subscribesEndpoint()) {
                endpoints++;
            }
            boolean answer = frame.verb().equals("PUB") && frame.text().contains("ping_response");
            return answer ? Collections.nCopies(endpoints, frame) : List.of(frame);
        }
    }

    /** Holds each message of a kind until the next one of it. */
    private static final class HeldBack implements NatsTap {
        private final Predicate<NatsFrame> kind;
        private @Nullable NatsFrame held;

        HeldBack(Predicate<NatsFrame> kind) {
            this.kind = kind;
        }

        @Override
        public List<NatsFrame> toServer(NatsFrame frame) {
            if (!kind.test(frame)) {
                return List.of(frame);
            }
            NatsFrame before = held;
            held = frame;
            return before == null ? List.of() : List.of(before);
        }
    }

    private static boolean acknowledges(NatsFrame frame) {
        return frame.verb().equals("PUB")
                && frame.subject().startsWith(INBOXES)
                && frame.arguments().size() == 2
                && frame.text().isEmpty();
    }

    private static final class Telling implements NatsTap {
        @Override
        public List<NatsFrame> toServer(NatsFrame frame) {
            return List.of(acknowledges(frame) ? frame.carrying("{\"status\":\"accepted\"}") : frame);
        }
    }

    private static final class LimitRaised implements NatsTap {
        @Override
        public List<NatsFrame> toPlane(NatsFrame frame) {
            return List.of(
                    frame.verb().equals("INFO")
                            ? frame.rewritten(
                                    line -> line.replaceFirst("\"max_payload\": *\\d+", "\"max_payload\":67108864"))
                            : frame);
        }
    }

    private static final class UnaskedFor implements NatsTap {
        @Override
        public List<NatsFrame> toServer(NatsFrame frame) {
            return List.of(
                    frame.verb().equals("CONNECT")
                            ? frame.rewritten(
                                    line -> line.replaceFirst("\"no_responders\": *true", "\"no_responders\":false"))
                            : frame);
        }
    }

    /** Returns a mutation in which subscriptions are made on the first connection to a server alone. */
    public static Mutation forgetful() {
        AtomicInteger connections = new AtomicInteger();
        return NatsLines.tapped(() -> connections.incrementAndGet() == 1 ? new NatsTap() {} : new Unsubscribing());
    }

    private static final class Unsubscribing implements NatsTap {
        @Override
        public List<NatsFrame> toServer(NatsFrame frame) {
            return frame.subscribesEndpoint() ? List.of() : List.of(frame);
        }
    }

    private static final class Demanding implements NatsTap {
        @Override
        public List<NatsFrame> toPlane(NatsFrame frame) {
            boolean silent = frame.verb().equals("MSG")
                    && frame.arguments().size() == 3
                    && !frame.subject().startsWith(INBOXES);
            return silent ? List.of() : List.of(frame);
        }
    }
}
