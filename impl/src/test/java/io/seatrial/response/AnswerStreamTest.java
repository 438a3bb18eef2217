package io.seatrial.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.ImmediateEventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of Reactive Streams that a stream keeps, whatever its subscriber does. */
class AnswerStreamTest {

    private final List<String> log = new ArrayList<>();
    private final AnswerStream.Source source = new AnswerStream.Source() {
        @Override
        public void proceed() {
            log.add("proceed");
        }

        @Override
        public void abandoned() {
            log.add("abandoned");
        }

        @Override
        public void subscriberFailed(Throwable failure) {
            log.add("subscriber failed: " + failure.getMessage());
        }
    };
    private final AnswerStream stream =
            new AnswerStream(StreamContext.of("r"), ImmediateEventExecutor.INSTANCE, source, true);

    private final LoggingSubscriber<ResponseItem> subscriber = new LoggingSubscriber<>(log, ResponseItem::toString);

    private void subscribe(long count) {
        stream.subscribe(subscriber.atOnce(subscription -> subscription.request(count)));
        log.removeIf("proceed"::equals);
    }

    private void give(String... items) {
        for (String item : items) {
            stream.offer(ResponseItem.of(item.getBytes(StandardCharsets.UTF_8)));
        }
        stream.deliver();
    }

    private void end() {
        stream.end(null);
        stream.deliver();
    }

    @Test
    void shouldGiveNoMoreThanIsAskedFor() {
        subscribe(2);
        give("1", "2", "3");
        assertThat(log).containsExactly("subscribed", "<1", "1>", "<2", "2>");
        subscriber.subscription().request(1);
        assertThat(log).endsWith("proceed", "<3", "3>");
    }

    @Test
    void shouldTellOfItsSubscriptionBeforeAnythingElse() {
        give("1");
        end();
        subscribe(1);
        assertThat(log).containsExactly("subscribed", "<1", "1>", "complete");
    }

    @Test
    void shouldEndWithoutBeingAskedButAfterItsItems() {
        subscribe(0L + 1);
        give("1", "2");
        end();
        assertThat(log).doesNotContain("complete");
        subscriber.subscription().request(1);
        assertThat(log).endsWith("<2", "2>", "complete");
    }

    @Test
    void shouldNotNestSignalsWhenAskedFromWithinOne() {
        subscriber.onItem(item -> subscriber.subscription().request(1));
        subscribe(1);
        give("1", "2", "3");
        log.removeIf("proceed"::equals);
        assertThat(log).containsExactly("subscribed", "<1", "1>", "<2", "2>", "<3", "3>");
    }

    @Test
    void shouldSayNothingAfterACancel() {
        subscribe(10);
        give("1");
        subscriber.subscription().cancel();
        subscriber.subscription().cancel();
        subscriber.subscription().request(5);
        give("2");
        end();
        assertThat(log).containsExactly("subscribed", "<1", "1>", "abandoned");
    }

    @Test
    void shouldSayNothingAfterACancelFromWithinASignal() {
        subscriber.onItem(item -> subscriber.subscription().cancel());
        subscribe(10);
        give("1", "2");
        end();
        assertThat(log).containsExactly("subscribed", "<1", "abandoned", "1>");
    }

    @Test
    void shouldSayNothingAfterTheEnd() {
        subscribe(10);
        end();
        stream.end(new IllegalStateException("late"));
        give("1");
        subscriber.subscription().request(1);
        subscriber.subscription().cancel();
        assertThat(log).containsExactly("subscribed", "complete");
    }

    @Test
    void shouldFailWithTheFirstEnd() {
        subscribe(10);
        stream.end(new IllegalStateException("first"));
        stream.end(null);
        stream.deliver();
        assertThat(log).containsExactly("subscribed", "failed: first");
    }

    @Test
    void shouldRefuseToBeAskedForNothing() {
        subscribe(1);
        give("1", "2");
        subscriber.subscription().request(0);
        assertThat(log).containsSubsequence("abandoned", "failed: Items asked for: 0");
        assertThat(log).doesNotContain("<2");
    }

    @Test
    void shouldNotOverflowWhenAskedForMoreThanEverything() {
        subscribe(Long.MAX_VALUE);
        subscriber.subscription().request(Long.MAX_VALUE);
        give("1", "2");
        assertThat(log).endsWith("<1", "1>", "<2", "2>");
    }

    @Test
    void shouldRefuseASecondSubscriber() {
        subscribe(1);
        subscribe(1);
        give("1");
        assertThat(log)
                .containsExactly("subscribed", "subscribed", "failed: The stream has a subscriber already", "<1", "1>");
    }

    @Test
    void shouldTakeASubscriberThatThrowsForOneThatCancels() {
        subscriber.onItem(item -> {
            throw new IllegalStateException("own fault");
        });
        subscribe(10);
        give("1", "2");
        end();
        assertThat(log).containsExactly("subscribed", "<1", "subscriber failed: own fault", "abandoned");
    }

    @Test
    void shouldEndAtOnceAndWithoutWhatWaitsWhenItsContextIsStopped() {
        subscribe(1);
        give("1", "2");
        stream.stop();
        assertThat(log).containsExactly("subscribed", "<1", "1>", "complete");
    }

    @Test
    void shouldCompleteWhenStoppedFromWithinASignal() {
        subscriber.onItem(item -> stream.stop());
        subscribe(10);
        give("1", "2");
        assertThat(log).containsExactly("subscribed", "<1", "1>", "complete");
    }

    @Test
    void shouldKnowWhenItIsFull() {
        for (int i = 0; i < AnswerStream.CAPACITY; i++) {
            assertThat(stream.isFull()).isFalse();
            give(Integer.toString(i));
        }
        assertThat(stream.isFull()).isTrue();
        subscribe(1);
        assertThat(stream.isFull()).isFalse();
    }
}
