package io.seatrial.scenarios.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A measurement that is too short to mean anything, to its end. */
class ProxyBenchTest {

    private static final String NUMBERS = " \\d[\\d,]*%s \\(-?\\d[\\d,]* to -?\\d[\\d,]*\\)";
    /** On a loaded machine nothing at all may come back in a turn as short as these. */
    private static final String NUMBER = "(\\d+\\.\\d\\d|Infinity|NaN)";

    private static final String RATIO = NUMBER + " \\(" + NUMBER + " to " + NUMBER + "\\)";

    @Test
    void shouldMeasureAllWaysBesideEachOther() {
        StringWriter said = new StringWriter();
        List<String> progress = new ArrayList<>();

        new ProxyBench(Duration.ofMillis(100), 3, 128, new PrintWriter(said, true), progress::add).run();

        assertThat(progress)
                .containsExactly(
                        "round trip of 128 B, 1 connection",
                        "throughput, 1 connection, 256 KiB under way",
                        "requests of 128 B, 200 connections");
        List<String> lines = said.toString().lines().toList();
        assertMatch(lines, "real Toxiproxy: .+");
        assertMatch(lines, "  direct     median " + String.format(NUMBERS, " us"));
        assertMatch(lines, "  embedded   99 %   " + String.format(NUMBERS, " us") + ", added -?.*");
        assertMatch(lines, "  direct    " + String.format(NUMBERS, " MB/s"));
        assertMatch(lines, "  embedded  " + String.format(NUMBERS, " MB/s") + ", " + RATIO + " of direct");
        assertMatch(lines, "  embedded  " + String.format(NUMBERS, "/s") + ", " + RATIO + " of direct");
        if (lines.stream().noneMatch(line -> line.startsWith("real Toxiproxy: not measured"))) {
            assertMatch(lines, "  toxiproxy " + String.format(NUMBERS, "/s") + ", " + RATIO + " of direct");
            assertThat(lines)
                    .filteredOn(line -> line.matches("  embedded to toxiproxy: " + RATIO))
                    .hasSize(4);
            assertMatch(lines, "  added by embedded to toxiproxy: -?\\d.*");
        }
    }

    private static void assertMatch(List<String> lines, String expression) {
        assertThat(lines).as("a line like %s", expression).anyMatch(line -> line.matches(expression));
    }
}
