package io.seatrial.routing;

import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import java.util.function.Function;

/** The errors of a router, with the texts of the model (dynamo-manager.md 5.6). Ids are unsigned. */
final class RouterErrors {

    private final EndpointName name;
    private final RouterBehaviour behaviour;

    RouterErrors(EndpointName name, RouterBehaviour behaviour) {
        this.name = name;
        this.behaviour = behaviour;
    }

    /** Returns the error of a request for which nobody can be chosen. */
    PlaneException noInstances() {
        return typed("no instances found for endpoint " + name, PlaneException.NoInstances::new);
    }

    /** Returns the error of a request to an instance that is not there, or is passed over. */
    PlaneException notFound(long instanceId) {
        return typed(
                "instance_id=" + Long.toUnsignedString(instanceId) + " not found for endpoint " + name,
                PlaneException.NoInstances::new);
    }

    /** Returns the error of a request whose instance went between choice and use. It was not sent, so another may be tried. */
    PlaneException vanished(EndpointId id) {
        return typed(
                "Instance " + Long.toUnsignedString(id.instanceId()) + " not found in available instances",
                text -> new PlaneException.Disconnected(text, null));
    }

    /** Returns what requests fail with that wait for an instance which discovery dropped. */
    static String removed(EndpointId id) {
        return "Instance " + Long.toUnsignedString(id.instanceId()) + " of endpoint " + id.name()
                + " was removed from discovery before its answer began";
    }

    /** Returns what requests fail with that wait for an instance which discovery announces elsewhere by now. */
    static String moved(EndpointId id) {
        return "Instance " + Long.toUnsignedString(id.instanceId()) + " of endpoint " + id.name()
                + " was announced elsewhere before its answer began";
    }

    /** Returns the error of a request that names no instance, though this router is for those that do. */
    PlaneException namesNobody() {
        return typed(
                "Direct routing should not call generate on PushRouter directly; use DirectRoutingRouter wrapper",
                text -> new PlaneException.InvalidRequest(text, null));
    }

    /** Returns the error of a request that comes while every instance is busy. The one that has a type in 1.0.x too. */
    static PlaneException allBusy() {
        return new PlaneException.Overloaded(
                "Service temporarily unavailable: All workers are busy, please retry later");
    }

    /** Returns the error of a request to an instance that this router's client cannot reach. */
    PlaneException otherPlane(Instance instance, PlaneMode ours) {
        PlaneMode theirs = instance.address().mode();
        return new PlaneException.PlaneMismatch(
                "Instance " + Long.toUnsignedString(instance.id().instanceId()) + " of endpoint " + name
                        + " is published on the " + theirs + " plane, but this caller sends on the " + ours
                        + " plane. Give both sides the same plane, e.g. DYN_REQUEST_PLANE=" + ours);
    }

    /** Returns the error of a request to a router that was closed. */
    PlaneException closed() {
        return new PlaneException.Closed("The router of endpoint " + name + " is closed");
    }

    private PlaneException typed(String text, Function<String, PlaneException> type) {
        return behaviour.typesErrors() ? type.apply(text) : new PlaneException.Untyped(text, null);
    }
}
