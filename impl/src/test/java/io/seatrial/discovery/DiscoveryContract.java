package io.seatrial.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every store. */
abstract class DiscoveryContract extends WatchContract {

    @Test
    void shouldListWhatAnyParticipantRegistered() {
        Instance one = instance(GENERATE, 1, 4001);
        Instance two = instance(GENERATE, 2, 4002);
        done(here.register(one));
        done(there.register(two));

        assertThat(done(here.list(GENERATE))).containsExactly(one, two);
        assertThat(done(there.list(GENERATE))).containsExactly(one, two);
    }

    @Test
    void shouldListEverythingOrderedByNameAndUnsignedId() {
        Instance high = instance(GENERATE, -1L, 4001);
        Instance low = instance(GENERATE, 7, 4001);
        Instance other = instance(new EndpointName("seat", "demo", "count"), 7, 4001);
        List.of(high, other, low).forEach(each -> done(here.register(each)));

        assertThat(done(there.list(GENERATE))).containsExactly(low, high);
        assertThat(done(there.list())).containsExactly(other, low, high);
    }

    @Test
    void shouldCarryEachPlane() {
        List<Instance> all = List.of(
                new Instance(GENERATE.instance(1), new InstanceAddress(PlaneMode.TCP, "127.0.0.1:1/1/generate")),
                new Instance(GENERATE.instance(2), new InstanceAddress(PlaneMode.HTTP, "http://127.0.0.1:2/v1/rpc/é")),
                new Instance(GENERATE.instance(3), new InstanceAddress(PlaneMode.NATS, "seat_demo.generate-3")));
        all.forEach(each -> done(here.register(each)));

        assertThat(done(there.list(GENERATE))).isEqualTo(all);
    }

    @Test
    void shouldKeepApartNamesWhosePathsAreAlike() {
        Instance one = instance(new EndpointName("a", "b", "c/d"), 1, 4001);
        Instance two = instance(new EndpointName("a.b", "c", "d"), 1, 4002);
        done(here.register(one));
        done(here.register(two));

        assertThat(done(there.list(one.id().name()))).containsExactly(one);
        assertThat(done(there.list(two.id().name()))).containsExactly(two);
    }

    @Test
    void shouldUnregisterWhatIsMissingWithoutAnError() {
        Instance instance = instance(GENERATE, 1, 4001);
        done(here.unregister(instance.id()));
        done(here.register(instance));
        done(here.unregister(instance.id()));
        done(here.unregister(instance.id()));

        assertThat(done(there.list())).isEmpty();
    }

    @Test
    void shouldNotWithdrawWhatOthersPublished() {
        Instance foreign = instance(GENERATE, 1, 4001);
        Instance taken = instance(GENERATE, 2, 4001);
        Instance takenOver = instance(GENERATE, 2, 4002);
        done(there.register(foreign));
        done(here.register(taken));
        done(there.register(takenOver));

        done(here.unregister(foreign.id()));
        done(here.unregister(taken.id()));

        assertThat(done(here.list())).containsExactly(foreign, takenOver);
    }

    @Test
    void shouldWithdrawOnlyItsOwnEntriesWhenClosed() {
        Instance mine = instance(GENERATE, 1, 4001);
        Instance foreign = instance(GENERATE, 2, 4001);
        done(here.register(mine));
        done(there.register(foreign));
        EventLog events = new EventLog();
        try (Watch watch = there.watch(GENERATE, events)) {
            done(watch.ready());
            done(here.close());
            events.awaitLast(removed(mine.id()));
            assertThat(done(there.list())).containsExactly(foreign);
        }
    }

    @Test
    void shouldRefuseWorkOnceClosedAndCloseTwice() {
        EventLog events = new EventLog();
        Watch open = here.watch(GENERATE, events);
        done(open.ready());
        done(here.close());
        done(here.close());

        assertThatThrownBy(() -> done(here.register(instance(GENERATE, 1, 4001))))
                .hasCauseInstanceOf(PlaneException.Closed.class);
        assertThatThrownBy(() -> done(here.list())).hasCauseInstanceOf(PlaneException.Closed.class);
        assertThatThrownBy(() -> done(here.list(GENERATE))).hasCauseInstanceOf(PlaneException.Closed.class);
        assertThatThrownBy(() -> done(here.watch(GENERATE, events).ready()))
                .hasCauseInstanceOf(PlaneException.Closed.class);
        done(here.unregister(GENERATE.instance(1)));
        open.close();
        done(there.register(instance(GENERATE, 1, 4001)));
        assertThat(events.all()).isEmpty();
    }

    @Test
    void shouldRoundTripTheWholeRangeOfIds() {
        for (long id : new long[] {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1L}) {
            done(here.register(instance(GENERATE, id, 4001)));
        }
        assertThat(done(there.list(GENERATE)))
                .extracting(each -> each.id().instanceHex())
                .containsExactly("0", "1", "7fffffffffffffff", "8000000000000000", "ffffffffffffffff");
    }
}
