package io.seatrial.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.spi.NetworkIo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SimulatedWorldTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SimulatedWorld world = SimulatedWorld.open(1);
    private final NetworkIo node = world.node("node");

    @Test
    void shouldBeginAtAFixedInstantAndPassTimeOnlyWhenRun() {
        assertThat(world.now()).isEqualTo(Instant.parse("2000-01-01T00:00:00Z"));
        long before = node.nanoTime();
        world.runFor(Duration.ofDays(1));
        assertThat(node.nanoTime() - before).isEqualTo(TimeUnit.DAYS.toNanos(1));
        assertThat(world.elapsed()).isEqualTo(Duration.ofDays(1));
        world.close();
    }

    @Test
    void shouldRunTimersInTheirOrderAtTheirTime() {
        List<String> ran = new ArrayList<>();
        node.scheduler().schedule(() -> ran.add("second at " + world.elapsed()), 20, TimeUnit.MILLISECONDS);
        node.scheduler().schedule(() -> ran.add("first at " + world.elapsed()), 10, TimeUnit.MILLISECONDS);
        node.scheduler().schedule(() -> ran.add("third at " + world.elapsed()), 20, TimeUnit.MILLISECONDS);
        world.runFor(SECOND);
        assertThat(ran).containsExactly("first at PT0.01S", "second at PT0.02S", "third at PT0.02S");
        world.close();
    }

    @Test
    void shouldRunBlockingWorkAsATaskOfTheSameThread() {
        List<String> ran = new ArrayList<>();
        node.blocking().execute(() -> ran.add(Thread.currentThread().getName()));
        assertThat(ran).isEmpty();
        world.runFor(Duration.ZERO);
        assertThat(ran).containsExactly(Thread.currentThread().getName());
        world.close();
    }

    @Test
    void shouldSayDeadlockWhenNothingIsScheduled() {
        assertThatThrownBy(() -> world.await(new CompletableFuture<>(), SECOND))
                .isInstanceOf(StuckException.class)
                .hasMessageContaining("deadlock: nothing scheduled")
                .hasMessageContaining("seed 1");
        world.close();
    }

    @Test
    void shouldSayThatTheTimeIsUp() {
        var timer = node.scheduler().scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> world.await(new CompletableFuture<>(), SECOND))
                .isInstanceOf(StuckException.class)
                .hasMessageContaining("not there after PT1S of virtual time");
        assertThat(world.elapsed()).isEqualTo(SECOND);
        timer.cancel(false);
        world.close();
    }

    @Test
    void shouldSayLivelockWhenTasksFollowTasksWithoutEnd() {
        class Again implements Runnable {
            @Override
            public void run() {
                node.blocking().execute(this);
            }
        }
        node.blocking().execute(new Again());
        assertThatThrownBy(() -> world.runFor(SECOND))
                .isInstanceOf(StuckException.class)
                .hasMessageContaining("livelock");
    }

    @Test
    void shouldHandOnTheFailureOfAStage() {
        assertThatThrownBy(() -> world.await(CompletableFuture.failedFuture(new IllegalStateException("no")), SECOND))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("no");
        world.close();
    }

    @Test
    void shouldRefuseToBeWaitedForFromInside() {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        node.blocking().execute(() -> {
            try {
                world.await(new CompletableFuture<>(), SECOND);
            } catch (IllegalStateException | ExecutionException e) {
                thrown.set(e);
            }
        });
        world.runFor(SECOND);
        assertThat(thrown.get()).hasMessageContaining("Code inside the simulation cannot wait for it");
        world.close();
    }

    @Test
    void shouldRefuseOtherThreadsAndRememberThem() {
        var scheduler = node.scheduler();
        assertThat(failureOnAnotherThread(node::nanoTime)).hasMessageContaining("A simulation runs on one thread");
        assertThat(failureOnAnotherThread(node::random)).isInstanceOf(IllegalStateException.class);
        assertThat(failureOnAnotherThread(() -> scheduler.execute(() -> {}))).isInstanceOf(IllegalStateException.class);
        assertThat(failureOnAnotherThread(() -> scheduler.schedule(() -> {}, 1, TimeUnit.SECONDS)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> world.runFor(SECOND))
                .as("the exception on the other thread may have been swallowed")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("intruder");
    }

    @Test
    void shouldNameWhatIsLeft() {
        node.scheduler().schedule(() -> {}, 1, TimeUnit.HOURS);
        assertThatThrownBy(world::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("world of seed 1")
                .hasMessageContaining("timer of 3600000 ms: " + SimulatedWorldTest.class.getName());
        assertThatCode(world::close).as("idempotent").doesNotThrowAnyException();
    }

    @Test
    void shouldGiveEachNameARandomStreamThatOthersDoNotShift() {
        long alone = node.random().nextLong();
        SimulatedWorld crowded = SimulatedWorld.open(1);
        NetworkIo other = crowded.node("another");
        long drawnByOther = other.random().nextLong();
        assertThat(crowded.node("node").random().nextLong()).isEqualTo(alone).isNotEqualTo(drawnByOther);
        assertThat(SimulatedWorld.open(2).node("node").random().nextLong()).isNotEqualTo(alone);
    }

    @Test
    void shouldRefuseASecondProcessOfOneName() {
        assertThatThrownBy(() -> world.node("node"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("node");
    }

    private static Throwable failureOnAnotherThread(Runnable use) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread intruder = new Thread(
                () -> {
                    try {
                        use.run();
                        done.complete(null);
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                },
                "intruder");
        intruder.start();
        return done.handle((value, failure) -> failure)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
