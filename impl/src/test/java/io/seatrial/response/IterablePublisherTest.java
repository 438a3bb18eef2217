package io.seatrial.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class IterablePublisherTest {

    private final List<String> log = new ArrayList<>();

    private final LoggingSubscriber<byte[]> subscriber = new LoggingSubscriber<>(log, item -> Byte.toString(item[0]));

    private void subscribe(Iterable<byte[]> items) {
        new IterablePublisher(items).subscribe(subscriber);
        log.remove("subscribed");
    }

    private static List<byte[]> items(int count) {
        List<byte[]> items = new ArrayList<>();
        for (byte i = 1; i <= count; i++) {
            items.add(new byte[] {i});
        }
        return items;
    }

    @Test
    void shouldFetchNothingBeforeItIsAsked() {
        List<byte[]> fetched = new ArrayList<>();
        Iterator<byte[]> source = items(3).iterator();
        subscribe(() -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return source.hasNext();
            }

            @Override
            public byte[] next() {
                fetched.add(source.next());
                return fetched.get(fetched.size() - 1);
            }
        });
        assertThat(fetched).isEmpty();
        subscriber.subscription().request(2);
        assertThat(fetched).hasSize(2);
        assertThat(log).containsExactly("<1", "1>", "<2", "2>");
    }

    @Test
    void shouldCompleteBehindTheLastItem() {
        subscribe(items(2));
        subscriber.subscription().request(Long.MAX_VALUE);
        assertThat(log).containsExactly("<1", "1>", "<2", "2>", "complete");
    }

    @Test
    void shouldGiveEachSubscriberAllItems() {
        IterablePublisher publisher = new IterablePublisher(items(1));
        for (int i = 0; i < 2; i++) {
            publisher.subscribe(subscriber);
            log.remove("subscribed");
            subscriber.subscription().request(5);
        }
        assertThat(log).containsExactly("<1", "1>", "complete", "<1", "1>", "complete");
    }

    @Test
    void shouldNotNestSignalsWhenAskedFromWithinOne() {
        subscriber.onItem(item -> subscriber.subscription().request(1));
        subscribe(items(3));
        subscriber.subscription().request(1);
        assertThat(log).containsExactly("<1", "1>", "<2", "2>", "<3", "3>", "complete");
    }

    @Test
    void shouldStopWhenCancelledFromWithinASignal() {
        subscriber.onItem(item -> subscriber.subscription().cancel());
        subscribe(items(3));
        subscriber.subscription().request(3);
        subscriber.subscription().request(3);
        assertThat(log).containsExactly("<1", "1>");
    }

    @Test
    void shouldFailWithWhatTheIteratorThrows() {
        subscribe(() -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public byte[] next() {
                throw new IllegalStateException("worn out");
            }
        });
        subscriber.subscription().request(5);
        assertThat(log).containsExactly("failed: worn out");
    }

    @Test
    void shouldRefuseToBeAskedForNothing() {
        subscribe(items(2));
        subscriber.subscription().request(-1);
        subscriber.subscription().request(1);
        assertThat(log).containsExactly("failed: Items asked for: -1");
    }
}
