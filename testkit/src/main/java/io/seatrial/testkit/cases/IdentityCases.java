package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException.DuplicateEndpoint;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.RecordingHandler;
import java.util.List;

/** Which handler an address reaches, when names are equal or alike. */
public final class IdentityCases {

    private static final String NAME = "generate";

    /** Creates the cases of one trial. */
    public IdentityCases() {}

    /** Serves one name from two instances. */
    @Case(rule = "SERVER-11", profiles = "reference")
    public void shouldTellTwoInstancesApart(Trial trial) {
        expectToldApart(trial);
    }

    /** Serves one name from two instances, on the planes whose addresses hold the instance in 1.0.x. */
    @Case(
            rule = "SERVER-11",
            profiles = "dynamo-1.0",
            transports = {"tcp", "nats"})
    public void shouldTellTwoInstancesApartByTheirAddress(Trial trial) {
        expectToldApart(trial);
    }

    private static void expectToldApart(Trial trial) {
        RecordingHandler one = trial.handler();
        RecordingHandler other = trial.handler();
        InstanceAddress toOne = trial.serve(trial.endpoint(NAME), one);
        InstanceAddress toOther = trial.serve(trial.endpoint(NAME), other);
        expectReaches(trial, toOne, one, "to one");
        expectReaches(trial, toOther, other, "to the other");
        expect("requests at the first instance", 1, one.count());
    }

    /** Unregisters one of two instances. */
    @Case(rule = "SERVER-12")
    public void shouldLeaveTheOtherInstanceServed(Trial trial) {
        EndpointId leaving = trial.endpoint(NAME);
        RecordingHandler staying = trial.handler();
        trial.serve(leaving, trial.handler());
        InstanceAddress address = trial.serve(trial.endpoint(NAME), staying);
        trial.await("unregister of the other instance", trial.server().unregister(leaving));
        expectReaches(trial, address, staying, "still there");
    }

    /** Unregisters one of two instances and looks for both. */
    @Case(rule = "SERVER-13")
    public void shouldRemoveEveryInstanceOfTheName(Trial trial) {
        EndpointId leaving = trial.endpoint(NAME);
        EndpointId sibling = trial.endpoint(NAME);
        RecordingHandler handler = trial.handler();
        trial.serve(leaving, trial.handler());
        InstanceAddress address = trial.serve(sibling, handler);
        trial.await("unregister", trial.server().unregister(leaving));
        trial.outcome("a request to the sibling", trial.send(address, "x"));
        expect("requests that reached the sibling's handler", 0, handler.count());
    }

    /** Serves one name from two components of one instance. */
    @Case(rule = "SERVER-14")
    public void shouldTellTwoComponentsApart(Trial trial) {
        long instance = trial.random().nextLong();
        RecordingHandler one = trial.handler();
        RecordingHandler other = trial.handler();
        InstanceAddress toOne = trial.serve(EndpointId.of("seat", "prefill", NAME, instance), one);
        InstanceAddress toOther = trial.serve(EndpointId.of("seat", "decode", NAME, instance), other);
        expectReaches(trial, toOne, one, "to prefill");
        expectReaches(trial, toOther, other, "to decode");
    }

    /** Serves one name from two components of one instance and sends to the first. */
    @Case(rule = "SERVER-15")
    public void shouldGiveTheRequestsOfBothComponentsToTheLast(Trial trial) {
        long instance = trial.random().nextLong();
        RecordingHandler first = trial.handler();
        RecordingHandler last = trial.handler();
        InstanceAddress toFirst = trial.serve(EndpointId.of("seat", "prefill", NAME, instance), first);
        trial.serve(EndpointId.of("seat", "decode", NAME, instance), last);
        expectReaches(trial, toFirst, last, "to prefill");
        expect("requests at the first component's handler", 0, first.count());
    }

    /** Registers one identity twice. */
    @Case(rule = "SERVER-16")
    public void shouldRefuseADuplicate(Trial trial) {
        EndpointId id = trial.endpoint(NAME);
        RecordingHandler first = trial.handler();
        RecordingHandler second = trial.handler();
        InstanceAddress address = trial.serve(id, first);
        trial.awaitFailure(
                "a second register of " + id,
                trial.server().register(id, second, HealthListener.NONE),
                DuplicateEndpoint.class);
        expectReaches(trial, address, first, "to the first");
        expect("requests at the second handler", 0, second.count());
    }

    /** Registers one identity twice and sends. */
    @Case(rule = "SERVER-17")
    public void shouldReplaceTheHandlerOfADuplicate(Trial trial) {
        EndpointId id = trial.endpoint(NAME);
        RecordingHandler second = trial.handler();
        InstanceAddress address = trial.serve(id, trial.handler());
        trial.serve(id, second);
        expectReaches(trial, address, second, "to the second");
    }

    /** Unregisters a name that others end in. */
    @Case(rule = "SERVER-18")
    public void shouldLeaveNamesThatEndInTheName(Trial trial) {
        long instance = trial.random().nextLong();
        EndpointId leaving = EndpointId.of("seat", "demo", NAME, instance);
        trial.serve(leaving, trial.handler());
        for (String alike : List.of("x/" + NAME, "pre" + NAME)) {
            RecordingHandler handler = trial.handler();
            InstanceAddress address = trial.serve(EndpointId.of("seat", "demo", alike, instance), handler);
            trial.await("unregister of " + NAME, trial.server().unregister(leaving));
            expectReaches(trial, address, handler, "to " + alike);
        }
    }

    private static void expectReaches(Trial trial, InstanceAddress address, RecordingHandler handler, String text) {
        trial.await("the request '" + text + "'", trial.send(address, text));
        trial.mustHappen("the arrival of '" + text + "' at its handler", () -> handler.count() >= 1);
        expect(
                "what arrived at the handler of " + address,
                text,
                handler.seen().get(0).text());
    }
}
