package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is published, written down in the plainest way, and how each entry came to be what it is. */
final class DiscoveryModel {

    private static final Comparator<EndpointId> ORDER = Comparator.comparing(
                    (EndpointId id) -> id.name().path())
            .thenComparing(EndpointId::instanceId, Long::compareUnsigned);

    private final boolean restoresDeleted;
    private final Map<EndpointId, Instance> entries = new TreeMap<>(ORDER);
    private final Map<EndpointId, List<Optional<Instance>>> history = new LinkedHashMap<>();
    private final List<Map<EndpointId, Instance>> published = new ArrayList<>();

    /**
     * Creates an empty store.
     *
     * @param restoresDeleted whether a participant publishes again what another has withdrawn in its place
     */
    DiscoveryModel(boolean restoresDeleted) {
        this.restoresDeleted = restoresDeleted;
        for (int who = 0; who < DiscoveryStep.PARTICIPANTS; who++) {
            published.add(new TreeMap<>(ORDER));
        }
    }

    void register(int who, Instance instance) {
        published.get(who).put(instance.id(), instance);
        set(instance.id(), instance);
    }

    void unregister(int who, EndpointId id) {
        Instance mine = published.get(who).remove(id);
        if (mine != null && mine.equals(entries.get(id))) {
            set(id, null);
            restore(id);
        }
    }

    void orphan(Instance instance) {
        set(instance.id(), instance);
    }

    /** Ends the leases that nobody renews. Whoever once published an instance renews its entry, whoever wrote it. */
    void lapse() {
        List.copyOf(entries.keySet()).stream()
                .filter(id -> published.stream().noneMatch(own -> own.containsKey(id)))
                .forEach(id -> set(id, null));
    }

    void close(int who) {
        List.copyOf(published.get(who).keySet()).forEach(id -> unregister(who, id));
    }

    private void restore(EndpointId id) {
        if (restoresDeleted) {
            published.stream().filter(own -> own.containsKey(id)).findFirst().ifPresent(own -> set(id, own.get(id)));
        }
    }

    private void set(EndpointId id, Instance now) {
        Instance before = now == null ? entries.remove(id) : entries.put(id, now);
        if (now == null ? before != null : !now.equals(before)) {
            history(id).add(Optional.ofNullable(now));
        }
    }

    /** Returns what an entry was, in order; empty where there was none. */
    List<Optional<Instance>> history(EndpointId id) {
        return history.computeIfAbsent(id, none -> new ArrayList<>(List.of(Optional.empty())));
    }

    /** Returns what a participant published and renews. */
    List<EndpointId> renewed() {
        return published.stream()
                .flatMap(own -> own.keySet().stream())
                .distinct()
                .toList();
    }

    List<Instance> list(EndpointName name) {
        return list().stream()
                .filter(instance -> instance.id().name().equals(name))
                .toList();
    }

    List<Instance> list() {
        return List.copyOf(entries.values());
    }
}
