package io.seatrial.scenarios.bench;

import io.seatrial.scenarios.bench.EchoRoundTrips.Times;
import io.seatrial.scenarios.bench.ProxyWays.Way;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a proxy without faults costs: the embedded one and a real Toxiproxy beside no proxy at all, to the same echo. */
final class ProxyBench {

    private static final int MANY = 200;
    private static final int BULK_BYTES = 256 * 1024;
    private static final double MEGA = 1e6;

    private final Duration turn;
    private final int rounds;
    private final int payloadBytes;
    private final PrintWriter out;
    private final Consumer<String> progress;

    ProxyBench(Duration turn, int rounds, int payloadBytes, PrintWriter out, Consumer<String> progress) {
        this.turn = turn;
        this.rounds = rounds;
        this.payloadBytes = payloadBytes;
        this.out = out;
        this.progress = progress;
    }

    void run() {
        try (EchoServer echo = new EchoServer();
                ProxyWays ways = new ProxyWays(echo.address(), System.getenv())) {
            out.println("real Toxiproxy: " + ways.shownReal());
            roundTrips(ways.all());
            throughput(
                    String.format("throughput, 1 connection, %d KiB under way", BULK_BYTES / 1024),
                    ways.all(),
                    way -> new EchoStreams(way.address(), 1, BULK_BYTES),
                    figures -> Spread.of(figures).as("%,.0f MB/s", 1 / MEGA));
            throughput(
                    String.format("requests of %d B, %d connections", payloadBytes, MANY),
                    ways.all(),
                    way -> new EchoStreams(way.address(), MANY, payloadBytes),
                    figures -> Spread.of(figures).as("%,.0f/s", 1.0 / payloadBytes));
        }
    }

    private void roundTrips(List<Way> ways) {
        String what = String.format("round trip of %d B, 1 connection", payloadBytes);
        progress.accept(what);
        Map<String, List<Times>> times =
                measured(ways, way -> new EchoRoundTrips(way.address(), payloadBytes), load -> load::run);
        out.println(what + ":");
        compare("added by embedded", roundTrips("median", times, Times::median));
        roundTrips("99 %", times, Times::p99);
    }

    /** Prints one figure of all ways, and returns what each adds to none. */
    private Map<String, List<Double>> roundTrips(
            String which, Map<String, List<Times>> times, Function<Times, Double> figure) {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        times.forEach((way, all) -> figures.put(way, all.stream().map(figure).toList()));
        List<Double> direct = Objects.requireNonNull(figures.remove(ProxyWays.DIRECT));
        out.printf(
                "  %-9s  %-6s  %s%n", ProxyWays.DIRECT, which, Spread.of(direct).as("%.0f us", 1));
        Map<String, List<Double>> added = new LinkedHashMap<>();
        figures.forEach((way, all) -> {
            List<Double> more = Bench.differences(all, direct);
            added.put(way, more);
            out.printf(
                    "  %-9s  %-6s  %s, added %s%n",
                    way, which, Spread.of(all).as("%.0f us", 1), Spread.of(more).as("%.0f us", 1));
        });
        compare("embedded", figures);
        return added;
    }

    private void throughput(
            String what, List<Way> ways, Function<Way, Load> load, Function<List<Double>, String> shown) {
        progress.accept(what);
        Map<String, List<Double>> figures = measured(ways, load, one -> one::run);
        out.println(what + ":");
        List<Double> direct = Objects.requireNonNull(figures.get(ProxyWays.DIRECT));
        figures.forEach((way, all) -> out.printf(
                "  %-9s  %s%s%n",
                way,
                shown.apply(all),
                way.equals(ProxyWays.DIRECT)
                        ? ""
                        : ", " + Spread.of(Bench.ratios(all, direct)).asRatio() + " of direct"));
        compare("embedded", figures);
    }

    private void compare(String what, Map<String, List<Double>> figures) {
        List<Double> real = figures.get(ProxyWays.TOXIPROXY);
        List<Double> embedded = figures.get(ProxyWays.EMBEDDED);
        if (real != null && embedded != null) {
            out.println("  " + what + " to toxiproxy: "
                    + Spread.of(Bench.ratios(embedded, real)).asRatio());
        }
        out.flush();
    }

    /** Measures all ways in turn, by loads that are closed behind it. */
    private <L extends AutoCloseable, T> Map<String, List<T>> measured(
            List<Way> ways, Function<Way, L> load, Function<L, Turn<T>> turnOf) {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            List<Turn<T>> loads = new ArrayList<>();
            for (Way way : ways) {
                L one = load.apply(way);
                opened.push(one);
                loads.add(turnOf.apply(one));
            }
            List<List<T>> figures = Bench.inTurn(loads, turn.multipliedBy(2), turn, rounds);
            Map<String, List<T>> byName = new LinkedHashMap<>();
            for (int i = 0; i < ways.size(); i++) {
                byName.put(ways.get(i).name(), figures.get(i));
            }
            return byName;
        } finally {
            opened.forEach(Bench::close);
        }
    }
}
