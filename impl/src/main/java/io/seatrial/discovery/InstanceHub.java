package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The instances that a store knows now, and those who watch them. It turns whatever a store reports, repetitions included, into
 * changes, so that the rules on events hold in every store alike.
 */
final class InstanceHub {

    private static final Comparator<EndpointName> BY_NAME = Comparator.comparing(EndpointName::namespace)
            .thenComparing(EndpointName::component)
            .thenComparing(EndpointName::endpoint);

    private final Object lock = new Object();
    private final NavigableMap<EndpointName, NavigableMap<Long, Instance>> known =
            new TreeMap<>(BY_NAME); // guarded by lock
    private final Map<EndpointName, List<HubWatch>> watches = new TreeMap<>(BY_NAME); // guarded by lock

    /** Takes an instance that the store holds now. */
    void put(Instance instance) {
        List<HubWatch> told;
        synchronized (lock) {
            Instance before = instances(instance.id().name()).put(instance.id().instanceId(), instance);
            if (instance.equals(before)) {
                return;
            }
            told = enqueue(new DiscoveryEvent.Put(instance));
        }
        told.forEach(HubWatch::deliver);
    }

    /** Takes it that the store holds no such instance any more. */
    void remove(EndpointId id) {
        remove(id, there -> true);
    }

    /** Removes an instance unless it is reached at another address by now. */
    void removeIfStill(Instance instance) {
        remove(instance.id(), instance::equals);
    }

    private void remove(EndpointId id, Predicate<Instance> wanted) {
        List<HubWatch> told;
        synchronized (lock) { // look and remove in one: another address may be put at any moment
            NavigableMap<Long, Instance> instances = known.get(id.name());
            Instance there = instances == null ? null : instances.get(id.instanceId());
            if (instances == null || there == null || !wanted.test(there)) {
                return;
            }
            instances.remove(id.instanceId());
            if (instances.isEmpty()) {
                known.remove(id.name());
            }
            told = enqueue(new DiscoveryEvent.Removed(id));
        }
        told.forEach(HubWatch::deliver);
    }

    List<Instance> list(EndpointName name) {
        synchronized (lock) {
            NavigableMap<Long, Instance> instances = known.get(name);
            return instances == null ? List.of() : List.copyOf(instances.values());
        }
    }

    List<Instance> list() {
        synchronized (lock) {
            return known.values().stream()
                    .map(NavigableMap::values)
                    .flatMap(Collection::stream)
                    .toList();
        }
    }

    /** Starts a watch: queues what is known, then {@link Watch#ready}, then the changes. */
    void attach(HubWatch watch) {
        synchronized (lock) {
            if (watch.isClosed()) {
                return;
            }
            watches.computeIfAbsent(watch.name(), name -> new ArrayList<>()).add(watch);
            list(watch.name()).forEach(instance -> watch.enqueue(new DiscoveryEvent.Put(instance)));
            watch.enqueueReady();
        }
        watch.deliver();
        if (watch.isClosed()) { // closed by another thread before it could be found here
            detach(watch);
        }
    }

    void detach(HubWatch watch) {
        synchronized (lock) {
            List<HubWatch> ofName = watches.get(watch.name());
            if (ofName != null && ofName.remove(watch) && ofName.isEmpty()) {
                watches.remove(watch.name());
            }
        }
    }

    private List<HubWatch> enqueue(DiscoveryEvent event) {
        List<HubWatch> told = List.copyOf(watches.getOrDefault(event.id().name(), List.of()));
        told.forEach(watch -> watch.enqueue(event));
        return told;
    }

    private NavigableMap<Long, Instance> instances(EndpointName name) {
        return known.computeIfAbsent(name, key -> new TreeMap<>(Long::compareUnsigned));
    }
}
