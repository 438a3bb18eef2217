package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One participant of a discovery store: it publishes instances, and finds those of every participant.
 *
 * <p>Names are compared whole: who asks for {@code generate} never gets {@code generate_v2} (dynamo-manager.md, behaviours 104, 197).
 * Lists are ordered by name and unsigned instance id, in every store. Failures of the store are
 * {@link io.seatrial.plane.PlaneException.DiscoveryFailed}; after {@link #close} everything but {@code unregister} and {@code close}
 * fails with {@link io.seatrial.plane.PlaneException.Closed}. Safe for many threads.
 */
public interface Discovery {

    /**
     * Publishes an instance and keeps it published until it is unregistered or this is closed. An entry of the same identity is
     * replaced, whoever made it.
     *
     * @return completes once every participant that looks can find it; fails with
     *     {@link io.seatrial.plane.PlaneException.ConfigurationError} if the store cannot hold such a name
     */
    CompletionStage<Void> register(Instance instance);

    /**
     * Withdraws what this participant published. Nothing happens, without an error, if it published no such instance, or if somebody
     * else has published another address under the same identity since.
     *
     * @return completes once nobody that looks can find it
     */
    CompletionStage<Void> unregister(EndpointId id);

    /** Lists the instances of one endpoint. */
    CompletionStage<List<Instance>> list(EndpointName name);

    /** Lists the instances of all endpoints. */
    CompletionStage<List<Instance>> list();

    /**
     * Watches one endpoint. The listener first hears of what is there, then of each change; of changes that follow each other closely
     * it may hear only the outcome. Trouble with the store does not end a
     * watch: the listener keeps what it heard last, and hears the difference when the store is back (behaviour 200).
     */
    Watch watch(EndpointName name, DiscoveryListener listener);

    /** Returns what an operator should read about this store, e.g. {@code file store /tmp/dynamo_store_kv}. */
    StoreDescription description();

    /** Withdraws what this participant published, ends its watches and leaves nothing behind. Idempotent. */
    CompletionStage<Void> close();

    /**
     * What to tell an operator about a store.
     *
     * @param name which store it is, e.g. {@code file store /tmp/dynamo_store_kv}
     * @param advice what to check when an expected instance is not found, as a clause without a full stop
     */
    record StoreDescription(String name, String advice) {
        @Override
        public String toString() {
            return name;
        }
    }
}
