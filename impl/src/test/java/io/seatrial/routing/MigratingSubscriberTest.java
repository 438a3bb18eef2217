package io.seatrial.routing;

import static io.seatrial.response.RawFrames.data;
import static io.seatrial.response.RawFrames.header;
import static io.seatrial.routing.Fleet.CEILING;
import static io.seatrial.routing.Fleet.done;
import static io.seatrial.routing.RouterTrial.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.Profile;
import io.seatrial.response.Collected;
import io.seatrial.response.LeakCheck;
import io.seatrial.response.RawConnection;
import io.seatrial.response.RawConnection.Frame;
import io.seatrial.response.ResponseStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the subscriber of an answer from two instances wants: so much, no more, nothing at all. */
@ExtendWith(LeakCheck.class)
class MigratingSubscriberTest extends MigratingFixture {

    @Test
    void shouldAskTheNextInstanceForNoMoreThanIsStillWanted() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            RawConnection broken = first.begin().send(data("1"), data("2"));
            Collected items = Collected.some(done(call), 3).awaitItems(2);
            broken.reset();
            RawConnection next = second.begin().send(data("3"), data("4"), data("5"));
            items.awaitItems(3);
            items.subscription().request(1);
            items.awaitItems(4);
            next.send(END);
            await().atMost(CEILING).until(() -> fleet.responses.connections() == 0); // all of it has come
            assertThat(items.items).containsExactly("1", "2", "3", "4");
            items.subscription().request(Long.MAX_VALUE);

            assertThat(items.join()).containsExactly("1", "2", "3", "4", "5");
        }
    }

    @Test
    void shouldRememberWhatIsAskedForBetweenTwoInstances() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            RawConnection broken = first.begin().send(data("1"));
            Collected items = Collected.some(done(call), 1).awaitItems(1);
            broken.reset();
            ForgedWorker.Asked asked = second.next();
            items.subscription().request(2);
            second.callHome(asked)
                    .send(header("{\"error\":null}"), data("2"), data("3"))
                    .send(END);

            assertThat(items.join()).containsExactly("1", "2", "3");
        }
    }

    @Test
    void shouldEndAtOnceWhenItIsStoppedBetweenTwoInstances() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            first.begin().send(data("1")).close();
            ResponseStream stream = done(call);
            Collected items = Collected.all(stream);
            ForgedWorker.Asked asked = second.next();
            stream.stop();

            assertThat(items.join()).containsExactly("1");
            RawConnection late = second.callHome(asked);
            assertThat(late.read()).isEqualTo(Frame.header("\"stop\""));
            late.close();
        }
    }

    @Test
    void shouldGiveUpTheNextInstanceWhenItIsCancelledBetweenTwo() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            first.begin().send(data("1")).close();
            Collected items = Collected.all(done(call));
            second.next();
            items.subscription().cancel();
            fleet.awaitNothingLeft();

            assertThat(items.end).isNotDone();
            assertThat(items.items).containsExactly("1");
        }
    }

    @Test
    void shouldHaveOneSubscriber() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            RawConnection home = first.begin().send(data("1"));
            Collected items = Collected.all(done(call)).awaitItems(1);

            assertThatThrownBy(() -> Collected.all(done(call)).join())
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("The stream has a subscriber already");
            home.send(END);
            assertThat(items.join()).isEqualTo(List.of("1"));
        }
    }

    @Test
    void shouldFailASubscriberThatAsksForNothing() throws Exception {
        try (Fleet fleet = fleet(Profile.REFERENCE)) {
            CompletableFuture<ResponseStream> call = call(continuing(fleet, 1));
            first.begin();
            Collected items = Collected.some(done(call), 1);
            items.subscription().request(0);

            assertThatThrownBy(items::join).hasCauseInstanceOf(IllegalArgumentException.class);
            assertThat(second.isIdle()).isTrue();
        }
    }
}
