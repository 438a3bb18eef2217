package io.seatrial.chaos.process;

import io.seatrial.chaos.probe.Bounded;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One run of a worker, from a start to an end.
 *
 * @param spec how it was started
 * @param port at which port, if it has one
 */
record Run(WorkerSpec spec, OptionalInt port, ChildProcess process, Said output, Said errors) {

    private static final Duration CONNECT_BOUND = Duration.ofSeconds(1);
    private static final int LINES_SHOWN = 5;

    /** Starts it; its outputs go to a file and to another beside that. */
    static Run start(WorkerSpec spec, OptionalInt port, Path log) {
        Said output = new Said(log);
        Said errors = new Said(log.resolveSibling(log.getFileName() + "-errors"));
        try {
            ChildProcess process = ChildProcess.start(
                    spec.builder(port).redirectOutput(output.redirect()).redirectError(errors.redirect()));
            return new Run(spec, port, process, output, errors);
        } catch (IOException e) {
            throw new WorkerException(spec.command().get(0) + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Waits until it serves; returns the line that says so, or where it accepts. */
    String awaitServing() {
        Supplier<Optional<String>> sign = spec.announcement()
                .<Supplier<Optional<String>>>map(pattern -> () -> said(pattern))
                .orElseGet(() -> this::accepts);
        List<String> seen = new ArrayList<>(1);
        Bounded.until(spec.patience(), () -> {
            boolean last = !process.isAlive(); // looked at before: what it said until its end counts
            sign.get().ifPresent(seen::add);
            return last || !seen.isEmpty();
        });
        if (seen.isEmpty()) {
            throw new WorkerException(describe(
                    process.isAlive()
                            ? "does not serve after " + spec.patience().toMillis() / 1000.0 + " s"
                            : "ended with " + process.awaitExit(Duration.ZERO).orElse(-1) + " and does not serve"));
        }
        return seen.get(0);
    }

    private Optional<String> said(Pattern pattern) {
        return output.lines(process).stream()
                .filter(line -> pattern.matcher(line).find())
                .findFirst();
    }

    private Optional<String> accepts() {
        int at = port.orElseThrow(
                () -> new IllegalStateException("How a worker shows that it serves is not known: write "
                        + WorkerSpec.PORT + " in its command where it takes its port, or say servingWhenItSays(…)"));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", at), (int) CONNECT_BOUND.toMillis());
            return Optional.of("127.0.0.1:" + at);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns what is to be told of it, with what it said last. */
    String describe(String what) {
        List<String> all = new ArrayList<>(output.lines(process));
        all.addAll(errors.lines(process));
        List<String> last = all.subList(Math.max(0, all.size() - LINES_SHOWN), all.size());
        return "process " + process.pid() + " (" + spec.command().get(0) + ") " + what
                + (last.isEmpty() ? "" : "; it said last: " + String.join(" | ", last));
    }
}
