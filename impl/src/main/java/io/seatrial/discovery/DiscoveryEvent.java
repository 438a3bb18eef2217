package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import java.util.Objects;

/** A change among the instances of the watched endpoint. */
public sealed interface DiscoveryEvent {

    /** Returns whom the change is about. */
    EndpointId id();

    /**
     * An instance is there, or is reached at another address than before. A repeated publication that changes nothing is no event.
     *
     * @param instance the instance as it is now
     */
    record Put(Instance instance) implements DiscoveryEvent {
        /** Creates the event. */
        public Put {
            Objects.requireNonNull(instance, "instance");
        }

        @Override
        public EndpointId id() {
            return instance.id();
        }
    }

    /**
     * An instance is gone.
     *
     * @param id which one
     */
    record Removed(EndpointId id) implements DiscoveryEvent {
        /** Creates the event. */
        public Removed {
            Objects.requireNonNull(id, "id");
        }
    }
}
