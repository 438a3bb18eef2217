package io.seatrial.routing;

import static io.seatrial.routing.Fleet.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.seatrial.plane.Profile;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Engine;
import io.seatrial.response.LeakCheck;
import io.seatrial.response.ResponseItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that break off again and again, taken a few items at a time. */
@ExtendWith(LeakCheck.class)
class MigrationSoakTest {

    private static final int ITEMS = 400;
    private static final int STREAMS = 8;

    private static byte[] utf8(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    /** Counts from the number that it is given, and breaks off after a while. */
    private static Engine counting(Random random) {
        return Engine.iterating((context, request) -> () -> {
            int from = Integer.parseInt(new String(request, StandardCharsets.UTF_8));
            int until;
            synchronized (random) {
                until = from + random.nextInt(40);
            }
            return new Iterator<>() {
                private int next = from;

                @Override
                public boolean hasNext() {
                    if (next < ITEMS && next == until) {
                        throw new IllegalStateException("broken off");
                    }
                    return next < ITEMS;
                }

                @Override
                public byte[] next() {
                    return utf8(next++);
                }
            };
        });
    }

    /** Asks for a few items when it has got those that it asked for. */
    private static final class Sipping implements Flow.Subscriber<ResponseItem> {

        final List<String> items = new ArrayList<>();
        final CompletableFuture<Void> end = new CompletableFuture<>();
        private final Random random;
        private Flow.Subscription subscription;
        private long open;

        Sipping(long seed) {
            random = new Random(seed);
        }

        private void sip() {
            open = 1 + random.nextInt(10);
            subscription.request(open);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            sip();
        }

        @Override
        public void onNext(ResponseItem item) {
            items.add(item.toString());
            open--;
            if (open < 0) {
                end.completeExceptionally(new AssertionError("more than was asked for"));
            } else if (open == 0) {
                sip();
            }
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldDeliverEachItemOnceAndInOrderHoweverOftenTheAnswerBreaksOff(Profile profile) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Fleet fleet = new Fleet(profile)) {
            fleet.serve(1, counting(random));
            fleet.serve(2, counting(random));
            fleet.serve(3, counting(random));
            PushRouter router = fleet.router(builder -> builder.inhibition(Duration.ZERO)
                    .migration(Migration.upTo(10 * ITEMS).continuedBy((original, received) -> utf8(received.size()))));
            List<Sipping> sips = IntStream.range(0, STREAMS)
                    .mapToObj(i -> new Sipping(seed + i))
                    .toList();
            for (int i = 0; i < STREAMS; i++) {
                done(router.call(CallRequest.of("r" + i, utf8(0)))).subscribe(sips.get(i));
            }

            List<String> all =
                    IntStream.range(0, ITEMS).mapToObj(Integer::toString).toList();
            for (Sipping each : sips) {
                assertThatCode(() -> done(each.end)).as("seed %d", seed).doesNotThrowAnyException();
                assertThat(each.items).as("seed %d", seed).isEqualTo(all);
            }
        }
    }
}
