package io.seatrial.discovery;

import static io.seatrial.discovery.DiscoveryFixture.CEILING;
import static io.seatrial.discovery.DiscoveryFixture.done;
import static io.seatrial.discovery.DiscoveryFixture.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A run of steps in a store of its own: the same happens to the store and to its model, which are compared after each. */
final class DiscoveryRun implements AutoCloseable {

    private static final List<EndpointId> IDS = DiscoveryStep.NAMES.stream()
            .flatMap(name -> Stream.of(1L, 2L, -1L).map(name::instance))
            .toList();
    private static final int ORPHAN = 9;

    private final ModelStore store;
    private final DiscoveryModel model;
    private final Discovery[] participants = new Discovery[DiscoveryStep.PARTICIPANTS];
    private final List<Discovery> left = new ArrayList<>();
    private final List<Watching> watching = new ArrayList<>();
    private final List<Ended> ended = new ArrayList<>();

    private record Watching(int who, WatcherLog log, Watch watch) {}

    private record Ended(WatcherLog log, int heard) {}

    DiscoveryRun(ModelStore store) {
        this.store = store;
        this.model = new DiscoveryModel(store.hasLeases());
        for (int who = 0; who < participants.length; who++) {
            participants[who] = store.open(who);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(CEILING)
                .until(condition::getAsBoolean);
    }

    /** Returns an instance at an address that only this participant publishes. */
    private static Instance at(EndpointId id, int who, int which) {
        return instance(id.name(), id.instanceId(), 4000 + 10 * who + which);
    }

    void take(DiscoveryStep step) {
        store.tick();
        if (step instanceof DiscoveryStep.Open open && participants[open.who()] == null) {
            participants[open.who()] = store.open(open.who());
        } else if (step instanceof DiscoveryStep.Register register && isOpen(register.who())) {
            Instance instance = at(register.id(), register.who(), register.which());
            done(participants[register.who()].register(instance));
            model.register(register.who(), instance);
        } else if (step instanceof DiscoveryStep.Unregister unregister && isOpen(unregister.who())) {
            CompletionStage<Void> withdrawn = participants[unregister.who()].unregister(unregister.id());
            done(withdrawn);
            model.unregister(unregister.who(), unregister.id());
        } else if (step instanceof DiscoveryStep.Watch watch && isOpen(watch.who())) {
            watch(watch.who(), watch.name());
        } else if (step instanceof DiscoveryStep.Unwatch unwatch && !watching.isEmpty()) {
            end(watching.remove(unwatch.which() % watching.size()));
        } else if (step instanceof DiscoveryStep.Orphan orphan && store.hasLeases()) {
            store.orphan(at(orphan.id(), ORPHAN, 0));
            model.orphan(at(orphan.id(), ORPHAN, 0));
        } else if (step instanceof DiscoveryStep.Lapse && store.hasLeases()) {
            store.lapse(model.renewed());
            model.lapse();
        } else if (step instanceof DiscoveryStep.Settle) {
            settle();
        } else if (step instanceof DiscoveryStep.Close close && isOpen(close.who())) {
            close(close.who());
        }
        compare();
    }

    private boolean isOpen(int who) {
        return participants[who] != null;
    }

    private void watch(int who, EndpointName name) {
        WatcherLog log = new WatcherLog(name, model, IDS);
        Watch watch = participants[who].watch(name, log);
        done(watch.ready());
        watching.add(new Watching(who, log, watch));
        if (!store.hasLeases()) {
            assertThat(log.isCurrent())
                    .as("what is there when a watch is ready")
                    .isTrue();
        }
    }

    private void end(Watching each) {
        each.watch().close();
        ended.add(new Ended(each.log(), each.log().size()));
    }

    private void close(int who) {
        Discovery closed = participants[who];
        participants[who] = null;
        left.add(closed);
        done(closed.close());
        done(closed.close());
        model.close(who);
        List<Watching> over =
                watching.stream().filter(each -> each.who() == who).toList();
        watching.removeAll(over);
        over.forEach(each -> ended.add(new Ended(each.log(), each.log().size())));
        assertThatThrownBy(() -> done(closed.register(at(IDS.get(0), who, 0))))
                .hasCauseInstanceOf(PlaneException.Closed.class);
        assertThatThrownBy(() -> done(closed.list())).hasCauseInstanceOf(PlaneException.Closed.class);
        done(closed.unregister(IDS.get(0)));
    }

    /** Where nothing is made up for later, whoever looks sees at once what has been done. */
    private void compare() {
        for (Discovery each : participants) {
            if (each != null && !store.hasLeases()) {
                assertThat(done(each.list())).isEqualTo(model.list());
                DiscoveryStep.NAMES.forEach(
                        name -> assertThat(done(each.list(name))).isEqualTo(model.list(name)));
            }
        }
        if (store.tellsAtOnce()) {
            assertThat(watching)
                    .allSatisfy(each -> assertThat(each.log().isCurrent()).isTrue());
        }
        watching.forEach(each -> each.log().check());
    }

    /** Waits until everybody has heard of everything. */
    private void settle() {
        for (Discovery each : participants) {
            if (each != null) {
                await(
                        "the model's list " + model.list(),
                        () -> done(each.list()).equals(model.list()));
            }
        }
        watching.forEach(each -> await(
                "a watch of " + each.log().name + " that has heard of " + model.list(),
                () -> each.log().isCurrent()));
    }

    /** Ends the run: everybody hears the end of it, and leaves nothing behind but what nobody here published. */
    void end() {
        settle();
        watching.forEach(each -> each.log().check());
        List.copyOf(watching).forEach(this::end);
        watching.clear();
        for (int who = 0; who < participants.length; who++) {
            if (isOpen(who)) {
                close(who);
            }
        }
        ended.forEach(each -> {
            each.log().check();
            assertThat(each.log().size())
                    .as("what a watch heard that had ended")
                    .isBetween(each.heard(), each.heard() + 1);
        });
        participants[0] = store.open(0);
        settle();
    }

    @Override
    public void close() {
        for (Discovery each : participants) {
            if (each != null) {
                done(each.close());
            }
        }
        left.forEach(each -> done(each.close()));
        store.close();
    }
}
