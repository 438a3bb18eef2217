package io.seatrial.chaos.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.chaos.fault.Distribution;
import io.seatrial.chaos.fault.Draws;
import io.seatrial.chaos.fault.FaultTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The parts of the guide on faults that are made from code: the histograms, and the table of both engines, each cell of which
 * {@link EngineTableTest} has seen on real sockets. {@code -Dseatrial.docs=write} writes them.
 */
class FaultsGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guides", "faults.md");
    private static final int DRAWN = 100_000;
    private static final int WIDEST = 50;

    @ParameterizedTest
    @ValueSource(strings = {"distributions", "engines"})
    void shouldShowWhatTheCodeDoes(String part) throws Exception {
        String begin = "<!-- " + part + ": made by FaultsGuideTest -->\n";
        String end = "<!-- end of " + part + " -->";
        String guide = Files.readString(GUIDE);
        int from = guide.indexOf(begin) + begin.length();
        int to = guide.indexOf(end);
        String made = part.equals("engines") ? engines() : distributions();
        if ("write".equals(System.getProperty("seatrial.docs"))) {
            Files.writeString(GUIDE, guide.substring(0, from) + made + guide.substring(to));
        } else {
            assertThat(guide.substring(from, to)).isEqualTo(made);
        }
    }

    @Test
    void shouldDescribeEveryFault() throws Exception {
        String guide = Files.readString(GUIDE);

        assertThat(FaultTypes.names()).allMatch(name -> guide.contains("\n### `" + name + "`"));
    }

    private static String engines() {
        StringBuilder table =
                new StringBuilder("| what happens | embedded | Toxiproxy | why |\n| --- | --- | --- | --- |\n");
        for (FaultCase one : FaultCases.all()) {
            String toxiproxy = one.toxiproxy() == null ? "–" : one.same() ? "the same" : one.toxiproxy();
            table.append("| ").append(one.title());
            table.append(" | ").append(one.embedded());
            table.append(" | ").append(toxiproxy);
            table.append(" | ").append(one.reason()).append(" |\n");
        }
        return table.toString().replace("`\0\0\0\1a`", "the first frame").replace("`\0\0\0\1b`", "the second frame");
    }

    private static String distributions() {
        StringBuilder all = new StringBuilder("```\n");
        for (Distribution distribution : Distribution.values()) {
            all.append(distribution.name().toLowerCase(Locale.ROOT)).append('\n');
            int[] bins = bins(distribution);
            int most = java.util.Arrays.stream(bins).max().orElseThrow();
            for (int i = 0; i < bins.length; i++) {
                double low = -3 + i * 0.5;
                String bar = "#".repeat(Math.round(bins[i] * (float) WIDEST / most));
                String line = String.format(
                        Locale.ROOT, "  %s %5.1f %% %s", label(low, i, bins.length), bins[i] * 100.0 / DRAWN, bar);
                if (bins[i] > 0) {
                    all.append(line.stripTrailing()).append('\n');
                }
            }
        }
        return all.append("```\n").toString();
    }

    private static String label(double low, int bin, int bins) {
        return bin == bins - 1
                ? String.format(Locale.ROOT, "%4.1f and more", low)
                : String.format(Locale.ROOT, "%4.1f to %4.1f ", low, low + 0.5);
    }

    private static int[] bins(Distribution distribution) {
        int[] bins = new int[15];
        Draws draws = Draws.of(1, "guide");
        for (int i = 0; i < DRAWN; i++) {
            int bin = (int) Math.floor((distribution.draw(draws) + 3) / 0.5);
            bins[Math.max(0, Math.min(bins.length - 1, bin))]++;
        }
        return bins;
    }
}
