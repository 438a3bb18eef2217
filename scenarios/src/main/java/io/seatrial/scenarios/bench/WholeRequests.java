package io.seatrial.scenarios.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole requests with their streams of answers, between a worker and a caller that are processes of their own. */
final class WholeRequests implements AutoCloseable {

    private static final String MAIN = "io.seatrial.scenarios.cli.Seatrial";
    private static final Pattern RATE = Pattern.compile("requests=\\d+ .* errors=(\\d+) .*rps=(\\d+)");
    private static final long CEILING_SECONDS = 300;

    private final Path discovery;
    private final Process worker;

    /** Starts the worker; it is published in the directory. */
    WholeRequests(Path discovery) throws IOException {
        this.discovery = discovery;
        this.worker = start("serve");
        BufferedReader said = output(worker);
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the worker of the benchmark did not start; run: seatrial serve");
        }
    }

    /** Runs a caller to its end and returns its requests per second. */
    double run(int items, int concurrency, int requests, int warmup) throws IOException {
        Process caller = start(
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
        try (BufferedReader said = output(caller)) {
            String line = said.readLine();
            Matcher figures = RATE.matcher(line == null ? "" : line);
            if (!figures.find() || !figures.group(1).equals("0")) {
                throw new IOException("the caller of the benchmark failed: " + line);
            }
            return Double.parseDouble(figures.group(2));
        } finally {
            end(caller);
        }
    }

    private Process start(String command, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(tuning());
        words.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), MAIN, command, "--discovery", "file:" + discovery));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Returns what this JVM was tuned with: what is compared must run as what it is compared to does. */
    private static List<String> tuning() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X"))
                .toList();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(CEILING_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new UncheckedIOException(
                        new IOException("a process of the benchmark did not end: " + process.pid()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end(worker);
    }
}
