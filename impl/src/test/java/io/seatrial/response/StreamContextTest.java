package io.seatrial.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamContextTest {

    private static StreamContext context(Profile profile) {
        return StreamContext.of("r", Map.of("a", "b"), profile);
    }

    @Test
    void shouldBeLiveAtFirst() {
        StreamContext context = StreamContext.of("r");
        assertThat(context.isStopped()).isFalse();
        assertThat(context.isKilled()).isFalse();
        assertThat(context.headers()).isEmpty();
        assertThat(context.stopped().toCompletableFuture()).isNotDone();
        assertThat(context.killed().toCompletableFuture()).isNotDone();
        assertThat(context).hasToString("r (live)");
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldBeStoppedButNotKilledByAStop(Profile profile) {
        StreamContext context = context(profile);
        context.stop();
        assertThat(context.isStopped()).isTrue();
        assertThat(context.isKilled()).isFalse();
        assertThat(context.stopped().toCompletableFuture()).isCompleted();
        assertThat(context.killed().toCompletableFuture()).isNotDone();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldBeBothByAKill(Profile profile) {
        StreamContext context = context(profile);
        context.kill();
        assertThat(context.isStopped()).isTrue();
        assertThat(context.isKilled()).isTrue();
        assertThat(context.stopped().toCompletableFuture()).isCompleted();
        assertThat(context.killed().toCompletableFuture()).isCompleted();
    }

    @Test
    void shouldStayKilledWhenStoppedAfterwards() {
        StreamContext context = context(Profile.REFERENCE);
        context.kill();
        context.stop();
        assertThat(context.isKilled()).isTrue();
    }

    @Test
    void shouldTakeAKillBackWhenStoppedAfterwardsAsDynamoDoes() {
        StreamContext context = context(Profile.DYNAMO_1_0);
        context.kill();
        context.stop();
        assertThat(context.isKilled()).isFalse();
        assertThat(context.isStopped()).isTrue();
    }

    @Test
    void shouldTellOfEachChangeOnceAndAfterTheEngine() {
        StreamContext context = StreamContext.of("r");
        List<String> heard = new ArrayList<>();
        Runnable listener = () -> heard.add("connection: " + context);
        context.listen(listener);
        context.stopped().thenRun(() -> heard.add("engine"));
        context.stop();
        context.stop();
        context.kill();
        context.forget(listener);
        assertThat(heard).containsExactly("engine", "connection: r (stopped)", "connection: r (killed)");
    }

    @Test
    void shouldNotTellWhoDoesNotListenAnyMore() {
        StreamContext context = StreamContext.of("r");
        List<String> heard = new ArrayList<>();
        Runnable listener = () -> heard.add("changed");
        context.listen(listener);
        context.forget(listener);
        context.kill();
        assertThat(heard).isEmpty();
    }

    @Test
    void shouldNotLetOthersCompleteItsStages() {
        StreamContext context = StreamContext.of("r");
        context.stopped().toCompletableFuture().complete(null);
        assertThat(context.stopped().toCompletableFuture()).isNotDone();
    }
}
