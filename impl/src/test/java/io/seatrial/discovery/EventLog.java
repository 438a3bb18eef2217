package io.seatrial.discovery;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what a listener heard. */
final class EventLog implements DiscoveryListener {

    private final List<DiscoveryEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger counted = new AtomicInteger();

    @Override
    public void onEvent(DiscoveryEvent event) {
        events.add(event);
    }

    List<DiscoveryEvent> all() {
        return List.copyOf(events);
    }

    void awaitLast(DiscoveryEvent expected) {
        await("last event " + expected)
                .atMost(DiscoveryFixture.CEILING)
                .until(() -> !events.isEmpty() && events.get(events.size() - 1).equals(expected));
    }

    void count() {
        counted.incrementAndGet();
    }

    int counted() {
        return counted.get();
    }
}
