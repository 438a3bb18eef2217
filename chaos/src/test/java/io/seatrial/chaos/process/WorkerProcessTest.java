package io.seatrial.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A worker process, and everything that can be done to it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
class WorkerProcessTest {

    private static final Duration CEILING = Duration.ofSeconds(60);
    private static final Duration FOR_A_WHILE = Duration.ofMillis(200);
    private static final int BY_SIGNAL = 128;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    private static void assertEchoes(WorkerProcess worker) throws IOException {
        try (EchoClient client = EchoClient.connect(worker)) {
            client.send(7);
            assertThat(client.receive(CEILING)).isEqualTo(7);
        }
    }

    @Test
    void shouldServeWhenItSaysSo() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(EchoWorker.spec())) {
            assertThat(worker.awaitServing())
                    .isEqualTo("echoing on " + worker.port().orElseThrow());
            assertEchoes(worker);
            assertThat(worker.output()).containsExactly(worker.awaitServing());
        }
    }

    @Test
    void shouldServeWhenItsPortAcceptsIfNothingElseIsKnown() throws Exception {
        WorkerSpec silent = WorkerSpec.java(EchoWorker.class, WorkerSpec.PORT);
        try (WorkerProcess worker = WorkerProcess.start(silent)) {
            assertThat(worker.awaitServing())
                    .isEqualTo("127.0.0.1:" + worker.port().orElseThrow());
            assertEchoes(worker);
        }
    }

    @Test
    void shouldStandStillWithItsConnectionsAndGoOn() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(EchoWorker.spec())) {
            worker.awaitServing();
            try (EchoClient client = EchoClient.connect(worker)) {
                client.send(1);
                assertThat(client.receive(CEILING)).isEqualTo(1);
                worker.stop();
                assertThat(worker.isStopped()).isTrue();
                client.send(2);
                assertThatThrownBy(() -> client.receive(FOR_A_WHILE)).isInstanceOf(SocketTimeoutException.class);
                worker.resume();
                assertThat(worker.isStopped()).isFalse();
                assertThat(client.receive(CEILING)).isEqualTo(2);
            }
        }
    }

    @Test
    void shouldEndBySignals() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(EchoWorker.spec())) {
            worker.awaitServing();
            worker.terminate();
            assertThat(worker.awaitExit(CEILING)).hasValue(BY_SIGNAL + SIGTERM);
            worker.restart();
            worker.awaitServing();
            worker.kill();
            assertThat(worker.awaitExit(Duration.ZERO)).hasValue(BY_SIGNAL + SIGKILL);
            assertThatThrownBy(worker::stop)
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("has ended and cannot be stopped");
        }
    }

    @Test
    void shouldStartAgainOnTheSamePortAndOnAnother() throws Exception {
        try (WorkerProcess worker = WorkerProcess.start(EchoWorker.spec())) {
            worker.awaitServing();
            int first = worker.port().orElseThrow();
            long pid = worker.pid();
            worker.restart();
            worker.awaitServing();
            assertThat(worker.port()).hasValue(first);
            assertThat(worker.pid()).isNotEqualTo(pid);
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
            worker.restartElsewhere();
            worker.awaitServing();
            assertThat(worker.port().orElseThrow()).isNotEqualTo(first);
            assertEchoes(worker);
            worker.stop();
            worker.restartAt(first);
            worker.awaitServing();
            assertThat(worker.isStopped()).isFalse();
            assertEchoes(worker);
        }
    }

    @Test
    void shouldEndWhenItIsClosedAlsoWhileItStandsStill() {
        WorkerProcess worker = WorkerProcess.start(EchoWorker.spec());
        worker.awaitServing();
        worker.stop();
        worker.close();
        assertThat(worker.isAlive()).isFalse();
        assertThatThrownBy(worker::restart)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed");
    }

    @Test
    void shouldTellWhatAWorkerSaidThatDoesNotServe() {
        WorkerSpec broken =
                WorkerSpec.of("sh", "-c", "echo out of order >&2; exit 3").servingWhenItSays("ready");
        try (WorkerProcess worker = WorkerProcess.start(broken)) {
            assertThatThrownBy(worker::awaitServing)
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("ended with 3")
                    .hasMessageContaining("out of order");
        }
        assertThatThrownBy(() -> WorkerProcess.start(WorkerSpec.of("./no-such-program")))
                .isInstanceOf(WorkerException.class)
                .hasMessageContaining("./no-such-program cannot be started");
    }

    @Test
    void shouldTellAWorkerThatDoesNotServeInTime() {
        WorkerSpec slow = WorkerSpec.of("sh", "-c", "echo coming; exec sleep 600")
                .servingWhenItSays("ready")
                .servingWithin(Duration.ofMillis(500));
        try (WorkerProcess worker = WorkerProcess.start(slow)) {
            assertThatThrownBy(worker::awaitServing)
                    .isInstanceOf(WorkerException.class)
                    .hasMessageContaining("does not serve after 0.5 s");
        }
    }

    @Test
    void shouldSayHowToTellItsPort() {
        try (WorkerProcess worker = WorkerProcess.start(WorkerSpec.of("sleep", "600"))) {
            assertThat(worker.port()).isEmpty();
            assertThatThrownBy(worker::awaitServing)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("write {port} in its command");
            assertThatThrownBy(worker::restartElsewhere)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("write {port} in its command");
        }
    }

    @Test
    void shouldPutItsPortIntoItsVariables() {
        WorkerSpec spec = WorkerSpec.of("sh", "-c", "echo \"port $MY_PORT\"; exec sleep 600")
                .with(Map.of("MY_PORT", WorkerSpec.PORT))
                .servingWhenItSays("^port \\d+$")
                .at(20_001);
        try (WorkerProcess worker = WorkerProcess.start(spec)) {
            assertThat(worker.awaitServing()).isEqualTo("port 20001");
        }
    }
}
