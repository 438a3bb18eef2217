package io.seatrial.chaos;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The real server, from PATH. Where it is missing a test is skipped and says why; in CI that is a failure. */
public final class RealToxiproxy implements AutoCloseable {

    private static final String PROGRAM = "toxiproxy-server";
    private static final Duration START_CEILING = Duration.ofSeconds(60);

    private final Process process;
    private final InetSocketAddress address;

    private RealToxiproxy(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    public static RealToxiproxy start(String... options) throws IOException {
        Optional<Path> program = find();
        if (program.isEmpty()) {
            String why = PROGRAM + " is not on PATH; .ci/setup installs it";
            if ("true".equals(System.getenv("CI"))) {
                fail(why);
            }
            abort(why);
        }
        int port = freePort();
        List<String> words = new ArrayList<>(
                List.of(program.orElseThrow().toString(), "-host", "127.0.0.1", "-port", Integer.toString(port)));
        words.addAll(List.of(options));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        RealToxiproxy real = new RealToxiproxy(process, new InetSocketAddress("127.0.0.1", port));
        await("the real server to listen").atMost(START_CEILING).until(real::answers);
        return real;
    }

    private static Optional<Path> find() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("the real server ended with " + process.exitValue());
        }
        try (Socket socket = new Socket()) {
            socket.connect(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(START_CEILING.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }
}
