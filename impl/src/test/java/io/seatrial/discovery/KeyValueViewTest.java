package io.seatrial.discovery;

import static io.seatrial.discovery.DiscoveryFixture.GENERATE;
import static io.seatrial.discovery.DiscoveryFixture.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.spi.Notices;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When an entry that a listing does not find any more counts as gone. */
class KeyValueViewTest {

    private static final Duration LIFE = Duration.ofSeconds(10);
    private static final Instance ONE = instance(GENERATE, 1, 4001);

    private final FileStoreFixture.SettableClock clock = new FileStoreFixture.SettableClock();
    private final InstanceHub hub = new InstanceHub();
    private final KeyValueView view = new KeyValueView(hub, InstanceJson.DYNAMO, clock, Notices.log());

    private void reconcile(Instant calm) {
        view.reconcile(Set.of(), LIFE, calm);
    }

    @Test
    void shouldKeepWhatMayBeRenewedYet() {
        view.take(ONE, 1);
        clock.advance(LIFE);
        assertThat(view.hasOverdue(LIFE)).isFalse();
        reconcile(Instant.MIN);

        assertThat(hub.list()).containsExactly(ONE);
    }

    @Test
    void shouldDropWhatIsOverdueAndNotThere() {
        view.take(ONE, 1);
        clock.advance(LIFE.plusMillis(1));
        assertThat(view.hasOverdue(LIFE)).isTrue();
        view.reconcile(Set.of(KeyName.of(ONE.id())), LIFE, Instant.MIN);
        assertThat(hub.list()).as("the server has not let it expire yet").containsExactly(ONE);
        reconcile(Instant.MIN);

        assertThat(hub.list()).isEmpty();
        assertThat(view.hasOverdue(LIFE)).isFalse();
    }

    /** A server that comes back empty makes no worker vanish that has as long as an entry lives to publish again. */
    @Test
    void shouldDropNothingForAsLongAsAnEntryLivesAfterAnOutage() {
        view.take(ONE, 1);
        clock.advance(LIFE.multipliedBy(3));
        Instant back = clock.instant();
        reconcile(back);
        clock.advance(LIFE.minusMillis(1));
        reconcile(back);
        assertThat(hub.list()).containsExactly(ONE);
        clock.advance(Duration.ofMillis(1));
        reconcile(back);

        assertThat(hub.list()).isEmpty();
    }

    @Test
    void shouldCountARenewalAndNotWhatIsOlder() {
        view.take(ONE, 2);
        clock.advance(LIFE);
        view.take(ONE, 3);
        clock.advance(LIFE);
        reconcile(Instant.MIN);

        assertThat(hub.list()).containsExactly(ONE);
    }
}
