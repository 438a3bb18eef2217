package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one watch heard, compared with how the model's entries came about since it began. */
final class WatcherLog implements DiscoveryListener {

    final EndpointName name;
    private final DiscoveryModel model;
    private final EventLog events = new EventLog();
    private final Map<EndpointId, Integer> start = new LinkedHashMap<>();

    /** Creates the log of a watch that begins now. */
    WatcherLog(EndpointName name, DiscoveryModel model, List<EndpointId> ids) {
        this.name = name;
        this.model = model;
        ids.forEach(id -> start.put(id, model.history(id).size() - 1));
    }

    @Override
    public void onEvent(DiscoveryEvent event) {
        events.onEvent(event);
    }

    int size() {
        return events.all().size();
    }

    /** Returns whether what was heard adds up to what the model has now. */
    boolean isCurrent() {
        Map<EndpointId, Instance> view = new LinkedHashMap<>();
        events.all().forEach(event -> {
            if (event instanceof DiscoveryEvent.Put put) {
                view.put(put.id(), put.instance());
            } else {
                view.remove(event.id());
            }
        });
        List<Instance> now = model.list(name);
        return view.size() == now.size() && view.values().containsAll(now);
    }

    /** Sees that each event was a change, of this endpoint, and that those of an instance came in the order of its changes. */
    void check() {
        List<DiscoveryEvent> all = events.all();
        Map<EndpointId, List<Optional<Instance>>> heard = new LinkedHashMap<>();
        for (DiscoveryEvent event : all) {
            assertThat(event.id().name()).as("endpoint of " + event).isEqualTo(name);
            List<Optional<Instance>> before =
                    heard.computeIfAbsent(event.id(), none -> new ArrayList<>(List.of(Optional.empty())));
            Optional<Instance> now =
                    event instanceof DiscoveryEvent.Put put ? Optional.of(put.instance()) : Optional.empty();
            assertThat(now)
                    .as("an event that says something new, last of " + all)
                    .isNotEqualTo(before.get(before.size() - 1));
            before.add(now);
        }
        heard.forEach((id, values) -> {
            List<Optional<Instance>> history = model.history(id);
            int at = start.get(id);
            for (Optional<Instance> value : values.subList(1, values.size())) {
                while (at < history.size() && !history.get(at).equals(value)) {
                    at++;
                }
                assertThat(at)
                        .as(id + ": heard " + values + " in an order in which it did not happen: " + history)
                        .isLessThan(history.size());
            }
        });
    }
}
