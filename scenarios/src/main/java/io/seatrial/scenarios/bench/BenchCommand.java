package io.seatrial.scenarios.bench;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.scenarios.options.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seatrial bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures beside a floor in one run, in turn, and prints ratios with their spread.",
            "tcp: a request plane; its floor is a frame echo of bare Netty handlers on the same sockets.",
            "proxy: the fault proxy without faults, and a real Toxiproxy; their floor is the same echo without a proxy.",
            "Absolute figures are of this machine, now."
        })
public final class BenchCommand implements Callable<Integer> {

    private static final String PROXY = "proxy";
    private static final List<String> BENCHMARKS = List.of(PlaneMode.TCP.name(), PROXY);
    private static final List<Integer> DEPTHS = List.of(1, 64);
    private static final List<Requests> REQUESTS =
            List.of(new Requests(1, 1), new Requests(64, 1), new Requests(64, 32));
    private static final int ITEMS_OF_A_ROUND = 40_000;

    /**
     * Each caller is a new process. Up to here its just-in-time compiler takes as much of the processors as the requests do, which says
     * something about the first ten seconds of a process and nothing about the transport.
     */
    private static final int WARMUP_REQUESTS = 100_000;

    /** Whole requests: how many at a time, and the items of each answer. */
    private record Requests(int inFlight, int items) {
        int measured() {
            return Math.max(4000, ITEMS_OF_A_ROUND / items) / (inFlight == 1 ? 2 : 1);
        }

        int warmup() {
            return WARMUP_REQUESTS / (inFlight == 1 || items > 1 ? 4 : 1);
        }

        String text() {
            return String.format("%d item%s, %2d in flight", items, items == 1 ? "" : "s", inFlight);
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WHAT", description = "tcp or proxy.")
    private String what;

    @Option(
            names = "--rounds",
            converter = Numbers.Positive.class,
            defaultValue = "5",
            description = "How often each load has its turn. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            converter = Numbers.Positive.class,
            defaultValue = "2",
            description = "How long a turn takes. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--payload",
            converter = Numbers.NotNegative.class,
            paramLabel = "BYTES",
            defaultValue = "128",
            description = "Bytes of each request. Default: ${DEFAULT-VALUE}.")
    private int payloadBytes;

    /** Creates the command, for the command line. */
    public BenchCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!BENCHMARKS.contains(what)) {
            throw new PlaneException.ConfigurationError(
                    "There is no benchmark of '" + what + "'. Use one of: " + String.join(", ", BENCHMARKS));
        }
        if (what.equals(PROXY) && payloadBytes == 0) {
            throw new PlaneException.ConfigurationError(
                    "--payload 0: an echo of nothing cannot be seen. Use 1 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%d rounds of %d s each, %d B; median (smallest to largest)%n", rounds, seconds, payloadBytes);
        if (what.equals(PROXY)) {
            new ProxyBench(Duration.ofSeconds(seconds), rounds, payloadBytes, out, this::say).run();
        } else {
            plane(PlaneMode.TCP, out);
        }
        return 0;
    }

    private void plane(PlaneMode plane, PrintWriter out) throws IOException {
        Map<Integer, Spread> floors = new HashMap<>();
        for (int depth : DEPTHS) {
            floors.put(depth, acknowledgements(plane, depth, out));
        }
        wholeRequests(floors, out);
    }

    /** Prints the ratio at one depth and returns the floor's figures. */
    private Spread acknowledgements(PlaneMode plane, int depth, PrintWriter out) {
        say("acknowledgements, " + depth + " in flight");
        try (RawEcho raw = new RawEcho(depth, payloadBytes);
                AckRoundTrip ack = new AckRoundTrip(plane, depth, payloadBytes)) {
            Duration turn = Duration.ofSeconds(seconds);
            List<List<Double>> figures =
                    Bench.inTurn(List.<Turn<Double>>of(raw::run, ack::run), turn.multipliedBy(2), turn, rounds);
            Spread floor = Spread.of(figures.get(0));
            out.printf(
                    "ack round trip, %2d in flight:   %s of raw Netty; %s, raw %s%n",
                    depth,
                    Spread.of(Bench.ratios(figures.get(1), figures.get(0))).asRatio(),
                    Spread.of(figures.get(1)).asRate(),
                    floor.asRate());
            out.flush();
            return floor;
        }
    }

    private void wholeRequests(Map<Integer, Spread> floors, PrintWriter out) throws IOException {
        Path directory = Files.createTempDirectory("seatrial-bench");
        try (WholeRequests whole = new WholeRequests(directory)) {
            for (Requests requests : REQUESTS) {
                say("whole requests, " + requests.text() + ", two processes");
                List<Double> rates = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    rates.add(whole.run(requests.items(), requests.inFlight(), requests.measured(), requests.warmup()));
                }
                double floor =
                        Objects.requireNonNull(floors.get(requests.inFlight())).median();
                List<Double> ratios = rates.stream().map(rate -> rate / floor).toList();
                out.printf(
                        "whole request, %-22s %s of a raw Netty echo; %s%n",
                        requests.text() + ":",
                        Spread.of(ratios).asRatio(),
                        Spread.of(rates).asRate());
                out.flush();
            }
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void say(String what) {
        spec.commandLine().getErr().println("measuring " + what + " …");
        spec.commandLine().getErr().flush();
    }
}
