package io.seatrial.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Workers end with the JVM that started them, when that is told to end: also one that stands still. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class WorkersOfAJvmTest {

    private static final Duration CEILING = Duration.ofSeconds(60);

    /** Starts two workers, stops one, and says which processes they are. */
    public static void main(String[] arguments) throws InterruptedException {
        WorkerProcess running = WorkerProcess.start(EchoWorker.spec());
        WorkerProcess stopped = WorkerProcess.start(EchoWorker.spec());
        running.awaitServing();
        stopped.awaitServing();
        stopped.stop();
        System.out.println("workers " + running.pid() + " " + stopped.pid());
        Thread.sleep(Long.MAX_VALUE);
    }

    @Test
    void shouldEndWithTheJvm() {
        WorkerSpec jvm = WorkerSpec.java(WorkersOfAJvmTest.class).servingWhenItSays("^workers");
        try (WorkerProcess owner = WorkerProcess.start(jvm)) {
            String[] words = owner.awaitServing().split(" ");
            long running = Long.parseLong(words[1]);
            long stopped = Long.parseLong(words[2]);
            assertThat(isAlive(running) && isAlive(stopped)).isTrue();

            owner.terminate();

            await("the end of its workers").atMost(CEILING).until(() -> !isAlive(running) && !isAlive(stopped));
            assertThat(owner.awaitExit(CEILING)).isNotEmpty();
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
