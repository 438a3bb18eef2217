package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static io.seatrial.testkit.expect.Expect.expectDistinct;

import io.nats.client.Message;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.CannotConnect;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.NatsProbe;
import io.seatrial.testkit.probe.RecordingHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Where endpoints listen on NATS, under which names, and what a message makes of it. */
public final class NatsSubjectCases {

    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final int REQUESTS = 20;
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** Creates the cases of one trial. */
    public NatsSubjectCases() {}

    /** Registers an identity of the documentation, and one whose number is short. */
    @Case(rule = "NATS-01")
    public void shouldPublishTheSubject(Trial trial) {
        for (long instance : new long[] {0x694d98147d54be25L, 0x2aL}) {
            EndpointId id = EndpointId.of("dynamo", "backend", "generate", instance);
            expect(
                    "the published subject",
                    new InstanceAddress(PlaneMode.NATS, "dynamo_backend.generate-" + Long.toHexString(instance)),
                    trial.serve(id, trial.handler()));
        }
    }

    /** Joins the queue group from outside. */
    @Case(rule = "NATS-02")
    public void shouldSubscribeInTheQueueGroup(Trial trial) {
        RecordingHandler handler = trial.handler();
        String subject = trial.serve(trial.endpoint("generate"), handler).value();
        NatsProbe nats = trial.nats();
        Queue<Message> also = nats.join(subject, "q");
        for (int i = 0; i < REQUESTS; i++) {
            trial.await("request " + i, nats.request(subject, Bytes.utf8("n" + i)));
        }
        trial.mustHappen("each request at one of the two", () -> handler.count() + also.size() >= REQUESTS);
        trial.mustNotHappen(A_MOMENT, "a request at both of them", () -> handler.count() + also.size() > REQUESTS);
    }

    /** Asks for the service. */
    @Case(rule = "NATS-03")
    public void shouldAnswerAsAService(Trial trial) {
        EndpointId id = trial.endpoint("generate");
        trial.serve(id, trial.handler());
        Queue<Message> answers = trial.nats().askServices("INFO.seat_demo");
        String endpoint = "generate-" + id.instanceHex();
        trial.mustHappen(
                "an answer of service seat_demo that names " + endpoint,
                () -> answers.stream()
                        .anyMatch(answer -> Bytes.text(answer.getData()).contains(endpoint)));
        String info = answers.stream()
                .map(answer -> Bytes.text(answer.getData()))
                .filter(text -> text.contains(endpoint))
                .findFirst()
                .orElseThrow();
        expectContains("the service's answer", "\"name\":\"seat_demo\"", info);
        expectContains("the service's answer", "\"subject\":\"seat_demo." + endpoint + "\"", info);
        expectContains("the service's answer", "\"queue_group\":\"q\"", info);
    }

    /** Registers two endpoints of one component. */
    @Case(rule = "NATS-04")
    public void shouldBeOneServiceForEachComponent(Trial trial) {
        String component = "demo" + Long.toHexString(trial.random().nextLong());
        long instance = trial.random().nextLong();
        trial.serve(EndpointId.of("seat", component, "one", instance), trial.handler());
        trial.serve(EndpointId.of("seat", component, "two", instance), trial.handler());
        Queue<Message> answers = trial.nats().askServices("PING.seat_" + component);
        trial.mustHappen("an answer of the service", () -> !answers.isEmpty());
        trial.mustNotHappen(A_MOMENT, "a second service of the component", () -> answers.size() > 1);
    }

    /** Registers, and sends at once on another connection. */
    @Case(rule = "NATS-05")
    public void shouldBeSubscribedWhenRegisterReturns(Trial trial) {
        NatsProbe nats = trial.nats();
        for (int i = 0; i < REQUESTS; i++) {
            RecordingHandler handler = trial.handler();
            String subject = trial.serve(trial.endpoint("e" + i), handler).value();
            trial.await("a request at once to endpoint " + i, nats.request(subject, Bytes.utf8("x")));
            trial.mustHappen("its arrival", () -> handler.count() == 1);
        }
    }

    /** Holds the handler. */
    @Case(rule = "NATS-06")
    public void shouldAcknowledgeWithAnEmptyReply(Trial trial) {
        RecordingHandler handler = trial.handler().hold();
        String subject = trial.serve(trial.endpoint("slow"), handler).value();
        Message reply =
                trial.await("the reply while the handler is held", trial.nats().request(subject, Bytes.utf8("x")));
        expect("payload of the reply", "", Bytes.text(reply.getData()));
        trial.mustHappen("the request's arrival", () -> handler.running() == 1);
        handler.releaseAll();
    }

    /** Unregisters one of two components. */
    @Case(rule = "NATS-09")
    public void shouldEndEachComponentAlone(Trial trial) {
        long instance = trial.random().nextLong();
        EndpointId leaving = EndpointId.of("seat", "prefill", "generate", instance);
        EndpointId staying = EndpointId.of("seat", "decode", "generate", instance);
        InstanceAddress gone = trial.serve(leaving, trial.handler());
        InstanceAddress there = trial.serve(staying, trial.handler());
        trial.await("unregister of prefill", trial.server().unregister(leaving));
        trial.awaitFailure("a request to prefill", trial.send(gone, "x"), CannotConnect.class);
        trial.await("a request to decode", trial.send(there, "x"));
        trial.await("unregister of decode", trial.server().unregister(staying));
        trial.awaitFailure("a request to decode", trial.send(there, "x"), CannotConnect.class);
    }

    /** Serves names that a slug would change. */
    @Case(rule = "NATS-10")
    public void shouldListenWhereItIsPublished(Trial trial) {
        for (EndpointId id : List.of(
                EndpointId.of("a.b", "demo", "generate", 1),
                EndpointId.of("seat", "Peer.X", "generate", 2),
                EndpointId.of("seat", "peer", "Generate", 3))) {
            RecordingHandler handler = trial.handler();
            InstanceAddress address = trial.serve(id, handler);
            trial.await("a request to " + address, trial.send(address, "x"));
            trial.mustHappen("its arrival", () -> handler.count() == 1);
        }
    }

    /** Serves a name with capitals. */
    @Case(rule = "NATS-11")
    public void shouldListenAtTheSlug(Trial trial) {
        RecordingHandler handler = trial.handler();
        EndpointId id = EndpointId.of("seat", "Peer", "generate", trial.random().nextLong());
        InstanceAddress address = trial.serve(id, handler);
        expect("the published subject", "seat_Peer.generate-" + id.instanceHex(), address.value());
        trial.awaitFailure("a request to the published subject", trial.send(address, "x"), CannotConnect.class);
        trial.await(
                "a request to the slug",
                trial.nats().request("seat_peer.generate-" + id.instanceHex(), Bytes.utf8("x")));
        trial.mustHappen("its arrival", () -> handler.count() == 1);
    }

    /** Makes two managers. */
    @Case(rule = "NATS-19")
    public void shouldHaveAServerForEachManager(Trial trial) {
        expectDistinct(
                "the servers of two managers",
                trial.await("server() of the first", trial.manager().server()),
                trial.await("server() of the second", trial.manager().server()));
    }

    /** Sends without a reply subject. */
    @Case(rule = "NATS-20")
    public void shouldHandleAMessageThatAsksForNoReply(Trial trial) {
        RecordingHandler handler = trial.handler();
        String subject = trial.serve(trial.endpoint("generate"), handler).value();
        trial.nats().publish(subject, Bytes.utf8("silent"));
        trial.mustHappen("the arrival of a message that asks for no reply", () -> handler.count() == 1);
        expect("the payload", "silent", handler.seen().get(0).text());
    }

    /** Sends headers. */
    @Case(rule = "NATS-21")
    public void shouldHandOverTheTraceHeaders(Trial trial) {
        RecordingHandler handler = trial.handler();
        String subject = trial.serve(trial.endpoint("generate"), handler).value();
        trial.await(
                "the request",
                trial.nats().request(subject, Bytes.utf8("x"), "traceparent", TRACE, "x-request-id", "r1"));
        trial.mustHappen("its arrival", () -> handler.count() == 1);
        Map<String, String> seen = handler.seen().get(0).headers();
        expect("traceparent", TRACE, seen.get("traceparent"));
        expect("x-request-id", "r1", seen.get("x-request-id"));
    }

    /** Plays the worker. */
    @Case(rule = "NATS-23")
    public void shouldSendTheRequestAsItIs(Trial trial) {
        String subject = "seat_demo.played-" + Long.toHexString(trial.random().nextLong());
        Queue<Message> came = trial.nats().subscribe(subject, true);
        byte[] ack = trial.await(
                "the request",
                trial.client()
                        .send(
                                new InstanceAddress(PlaneMode.NATS, subject),
                                trial.buffer(Bytes.utf8("as it is")),
                                Map.of("traceparent", TRACE)));
        expect("body of the acknowledgement", 0, ack.length);
        expect("messages", 1, came.size());
        Message message = came.remove();
        expect("the payload", "as it is", Bytes.text(message.getData()));
        expect("traceparent", TRACE, NatsProbe.headers(message).get("traceparent"));
    }

    /** Asks for what nobody serves. */
    @Case(rule = "NATS-13")
    public void shouldFailAtOnceWithoutAListener(Trial trial) {
        String subject = "seat_demo.nobody-" + Long.toHexString(trial.random().nextLong());
        RequestPlaneClient client = trial.callerProcess()
                .manager("DYN_NATS_REQUEST_TIMEOUT_SECS", "5") // less than the case would wait
                .createClient();
        PlaneException error = trial.awaitFailure(
                "a request to nobody",
                client.send(new InstanceAddress(PlaneMode.NATS, subject), trial.buffer(Bytes.utf8("x")), Map.of()),
                CannotConnect.class);
        expectContains("text of the error", "NATS request to " + subject + " failed", error.getMessage());
    }
}
