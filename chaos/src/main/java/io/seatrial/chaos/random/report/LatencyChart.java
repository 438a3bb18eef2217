package io.seatrial.chaos.random.report;

import io.seatrial.chaos.random.Band;
import io.seatrial.chaos.random.Sample;
import io.seatrial.chaos.random.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Latency over time, as what an SVG is drawn from: a dot for each request where it was sent, at the height of how long it took; a bar for
 * each fault with a band below it; a line through the medians of what was answered. Heights are logarithmic, from a millisecond on.
 *
 * @param width the width of the picture
 * @param height its height
 * @param bottom where times are written
 * @param bars the faults
 * @param dots the requests
 * @param line the points of the line of medians; empty if nothing was answered
 * @param levels the heights that are labelled
 * @param times the times that are labelled
 * @param recovered where every instance had answered again; not in the picture if none had
 */
record LatencyChart(
        int width,
        int height,
        int bottom,
        List<Bar> bars,
        List<Dot> dots,
        String line,
        List<Mark> levels,
        List<Mark> times,
        Recovered recovered) {

    private static final int WIDTH = 720;
    private static final int LEFT = 56;
    private static final int RIGHT = WIDTH - 12;
    private static final int LANE = 18;
    private static final int PLOT = 170;
    private static final int BELOW = 22;

    /** The room that half a label needs. */
    private static final int LABEL = 20;

    /** Answers of so many nanoseconds have one median. */
    private static final long BUCKET = 50_000_000;

    private static final double LEAST_MILLIS = 1;

    /** A fault: a bar of its own above the plot, with a band behind it. */
    record Bar(String x, String width, int y, int bandHeight, int textY, String textX, String label, String title) {}

    /** A request. */
    record Dot(String x, String y, String style, String title) {
        boolean reply() {
            return style.equals("reply");
        }
    }

    /** A label with its place. */
    record Mark(String at, String label) {}

    /** When every instance had answered again. */
    record Recovered(boolean there, String x, String label) {}

    static LatencyChart of(Timeline timeline) {
        return new Drawing(timeline).chart();
    }

    /** The scales of one picture. */
    private static final class Drawing {
        private final Timeline timeline;
        private final int top;
        private final double endMillis;
        private final double mostMillis;

        private Drawing(Timeline timeline) {
            this.timeline = timeline;
            this.top = LANE * Math.max(1, timeline.bands().size()) + 8;
            double last = timeline.samples().stream()
                    .mapToDouble(one -> millis(one.sentNanos()))
                    .max()
                    .orElse(1);
            double recovered = timeline.recoveryNanos().isPresent()
                    ? millis(timeline.until() + timeline.recoveryNanos().getAsLong())
                    : 0;
            this.endMillis = Math.max(1, Math.max(last, recovered)) * 1.02;
            this.mostMillis = Math.max(
                    10,
                    1.2
                            * timeline.samples().stream()
                                    .mapToDouble(one -> one.tookNanos() / 1e6)
                                    .max()
                                    .orElse(1));
        }

        private LatencyChart chart() {
            int bottom = top + PLOT;
            return new LatencyChart(
                    WIDTH, bottom + BELOW, bottom, bars(), dots(), line(), levels(), times(), recovered());
        }

        /** Returns a moment of the story in milliseconds of the workload. */
        private double millis(long nanos) {
            return (nanos - timeline.beganNanos()) / 1e6;
        }

        private double x(double millis) {
            return LEFT + (RIGHT - LEFT) * Math.max(0, Math.min(1, millis / endMillis));
        }

        private double y(double millis) {
            double share =
                    Math.log(Math.max(LEAST_MILLIS, millis) / LEAST_MILLIS) / Math.log(mostMillis / LEAST_MILLIS);
            return top + PLOT * (1 - Math.min(1, share));
        }

        private List<Bar> bars() {
            List<Bar> bars = new ArrayList<>();
            for (Band band : timeline.bands()) {
                double from = x(millis(band.fromNanos()));
                double until = Math.max(from + 2, x(millis(band.untilNanos())));
                int y = bars.size() * LANE + 2;
                String[] words = band.fault().split(" ", -1);
                String label = words[0] + " " + words[words.length > 2 && isStream(words[1]) ? 2 : 1];
                bars.add(new Bar(
                        number(from),
                        number(until - from),
                        y,
                        top + PLOT - y,
                        y + 12,
                        number(Math.min(from + 4, RIGHT - 7.0 * label.length())),
                        label,
                        band.fault()));
            }
            return bars;
        }

        private static boolean isStream(String word) {
            return word.equals("upstream") || word.equals("downstream");
        }

        private List<Dot> dots() {
            return timeline.samples().stream().map(this::dot).toList();
        }

        private Dot dot(Sample sample) {
            double took = sample.tookNanos() / 1e6;
            String style = sample.kind().name().toLowerCase(Locale.ROOT);
            return new Dot(
                    number(x(millis(sample.sentNanos()))),
                    number(y(took)),
                    style,
                    String.format(
                            Locale.ROOT,
                            "r%d, sent at %.0f ms: %s after %.1f ms",
                            sample.request(),
                            millis(sample.sentNanos()),
                            sample.error().isEmpty() ? style : sample.error(),
                            took));
        }

        private String line() {
            TreeMap<Long, List<Sample>> buckets = new TreeMap<>();
            timeline.samples().stream()
                    .filter(one -> one.kind() == Sample.Kind.REPLY)
                    .forEach(one -> buckets.computeIfAbsent(
                                    (one.sentNanos() - timeline.beganNanos()) / BUCKET, bucket -> new ArrayList<>())
                            .add(one));
            StringBuilder points = new StringBuilder();
            buckets.forEach((bucket, samples) -> {
                long[] took =
                        samples.stream().mapToLong(Sample::tookNanos).sorted().toArray();
                points.append(number(x((bucket + 0.5) * BUCKET / 1e6))).append(',');
                points.append(number(y(took[(took.length - 1) / 2] / 1e6))).append(' ');
            });
            return points.toString().strip();
        }

        private List<Mark> levels() {
            return Arrays.stream(new int[] {1, 10, 100, 1000, 10_000})
                    .filter(level -> level <= mostMillis)
                    .mapToObj(level -> new Mark(number(y(level)), level < 1000 ? level + " ms" : level / 1000 + " s"))
                    .toList();
        }

        private List<Mark> times() {
            List<Mark> times = new ArrayList<>();
            int step = endMillis > 4000 ? 1000 : endMillis > 1600 ? 500 : 200;
            for (int at = 0; x(at) <= RIGHT - LABEL; at += step) {
                times.add(new Mark(number(x(at)), at + " ms"));
            }
            return times;
        }

        private Recovered recovered() {
            if (timeline.recoveryNanos().isEmpty() || timeline.bands().isEmpty()) {
                return new Recovered(false, "0", "");
            }
            long nanos = timeline.recoveryNanos().getAsLong();
            return new Recovered(
                    true,
                    number(x(millis(timeline.until() + nanos))),
                    String.format(
                            Locale.ROOT, "every worker has answered, %d ms after the healing", nanos / 1_000_000));
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
    }
}
