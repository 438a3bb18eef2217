package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.spi.Notices;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class MemoryDiscoveryTest extends DiscoveryContract {

    private final MemoryDiscovery first = MemoryDiscovery.create(scheduler, Notices.log());

    @Override
    Discovery open() {
        return first.join();
    }

    @Test
    void shouldRunNothingButOnTheExecutorHandedIn() {
        Queue<Runnable> steps = new ArrayDeque<>();
        MemoryDiscovery discovery = MemoryDiscovery.create(steps::add, Notices.log());
        EventLog events = new EventLog();
        discovery.watch(GENERATE, events);
        discovery.register(instance(GENERATE, 1, 4001));

        assertThat(events.all()).isEmpty();
        assertThat(steps).hasSize(1);
        steps.remove().run();
        assertThat(events.all()).containsExactly(put(instance(GENERATE, 1, 4001)));
        assertThat(steps).isEmpty();
    }

    @Test
    void shouldKeepTheOrderWhenAListenerPublishesOnItsOwnThread() {
        MemoryDiscovery discovery = MemoryDiscovery.create(Runnable::run, Notices.log());
        EventLog events = new EventLog();
        discovery.watch(GENERATE, event -> {
            if (event.id().instanceId() == 1) {
                discovery.register(instance(GENERATE, 2, 4001));
            }
            events.onEvent(event);
        });
        discovery.register(instance(GENERATE, 1, 4001));

        assertThat(events.all()).containsExactly(put(instance(GENERATE, 1, 4001)), put(instance(GENERATE, 2, 4001)));
    }
}
