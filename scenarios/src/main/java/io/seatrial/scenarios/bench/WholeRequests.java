package io.seatrial.scenarios.bench;

import io.seatrial.chaos.process.WorkerProcess;
import io.seatrial.chaos.process.WorkerSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole requests with their streams of answers, between a worker and a caller that are processes of their own. */
final class WholeRequests implements AutoCloseable {

    private static final Pattern RATE = Pattern.compile("requests=\\d+ .* errors=(\\d+) .*rps=(\\d+)");
    private static final Duration CEILING = Duration.ofSeconds(300);

    private final Path discovery;
    private final WorkerProcess worker;

    /** Starts the worker; it is published in the directory. */
    WholeRequests(Path discovery) {
        this.discovery = discovery;
        this.worker = WorkerProcess.start(command("serve").servingWhenItSays("^serving "));
        try {
            worker.awaitServing();
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    /** Runs a caller to its end and returns its requests per second. */
    double run(int items, int concurrency, int requests, int warmup) throws IOException {
        WorkerSpec call = command(
                "call",
                "seat/demo/count",
                "--data",
                Integer.toString(items),
                "--requests",
                Integer.toString(requests),
                "--warmup",
                Integer.toString(warmup),
                "--concurrency",
                Integer.toString(concurrency));
        try (WorkerProcess caller = WorkerProcess.start(call)) {
            if (caller.awaitExit(CEILING).isEmpty()) {
                throw new IOException("the caller of the benchmark did not end within " + CEILING.toSeconds() + " s");
            }
            Matcher figures = RATE.matcher(String.join("\n", caller.output()));
            if (!figures.find() || !figures.group(1).equals("0")) {
                throw new IOException("the caller of the benchmark failed: " + caller.output() + caller.errors());
            }
            return Double.parseDouble(figures.group(2));
        }
    }

    private WorkerSpec command(String name, String... arguments) {
        List<String> words = new ArrayList<>(List.of(name, "--discovery", "file:" + discovery));
        words.addAll(List.of(arguments));
        return Seatrials.command(words.toArray(String[]::new));
    }

    @Override
    public void close() {
        worker.close();
    }
}
