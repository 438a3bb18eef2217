package io.seatrial.scenarios.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.scenarios.cli.SeatrialProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is flooded with more connections than it may have descriptors. */
@EnabledOnOs(
        value = OS.LINUX,
        disabledReason = "the limit is set by ulimit, and /proc counts descriptors and processor time")
class DescriptorsRunOutTest {

    private static final Duration CEILING = Duration.ofSeconds(120);

    /** What a JVM with all these jars needs, and some hundred connections more. */
    private static final int DESCRIPTORS = 256;

    @TempDir
    Path directory;

    @TempDir
    Path jars;

    @Test
    void shouldPauseAndRecoverWhenAFloodOfConnectionsTakesEveryDescriptor() throws Exception {
        try (SeatrialProcess worker =
                SeatrialProcess.startWithDescriptors(DESCRIPTORS, jars, "serve", "--discovery", "file:" + directory)) {
            int port = Integer.parseInt(worker.awaitLine(CEILING).replaceAll(".*:", ""));
            int before = worker.descriptors();

            List<SocketChannel> flood = connect(port, DESCRIPTORS);
            await("the worker's warning")
                    .atMost(CEILING)
                    .until(() -> worker.errors().contains("Cannot accept connections, pausing"));
            assertThat(worker.errors()).contains("ulimit -n");
            await("a worker that rests between its attempts")
                    .atMost(CEILING)
                    .until(() -> processorTimeWhileThisThreadSpins(worker, Duration.ofMillis(500))
                                    .toMillis()
                            < 250);
            for (SocketChannel connection : flood) {
                connection.close();
            }

            await("the end of the flood's connections").atMost(CEILING).until(() -> worker.descriptors() <= before + 5);
            callOnce(worker);
            assertThat(worker.errors()).doesNotContain("\tat ");
        }
    }

    private static List<SocketChannel> connect(int port, int count) throws IOException {
        List<SocketChannel> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connections.add(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        }
        return connections;
    }

    /** A spinning process would get about as much as this thread, however loaded the machine is. */
    private static Duration processorTimeWhileThisThreadSpins(SeatrialProcess process, Duration spin) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Duration before = process.processorTime();
        long end = threads.getCurrentThreadCpuTime() + spin.toNanos();
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
        return process.processorTime().minus(before);
    }

    private void callOnce(SeatrialProcess worker) throws Exception {
        try (SeatrialProcess caller =
                SeatrialProcess.start("call", "seat/demo/count", "--data", "1", "--discovery", "file:" + directory)) {
            assertThat(caller.awaitExit(CEILING))
                    .as(caller.errors() + "; worker: " + worker.errors())
                    .isZero();
            assertThat(caller.output()).containsExactly("{\"data\":\"0\"}");
        }
    }
}
