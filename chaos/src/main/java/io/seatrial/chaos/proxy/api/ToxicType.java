package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.fault.Attributes;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.FaultTypes;
import io.seatrial.chaos.fault.Latency;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The toxics of Toxiproxy with their parameters. Any number is taken; one that means nothing is taken for the nearest that does. */
enum ToxicType {
    BANDWIDTH("BandwidthToxic", "int64", "rate"),
    LATENCY("LatencyToxic", "int64", "latency", "jitter"),
    LIMIT_DATA("LimitDataToxic", "int64", "bytes"),
    NOOP("NoopToxic", "int64"),
    RESET_PEER("ResetToxic", "int64", "timeout"),
    SLICER("SlicerToxic", "int", "average_size", "size_variation", "delay"),
    SLOW_CLOSE("SlowCloseToxic", "int64", "delay"),
    TIMEOUT("TimeoutToxic", "int64", "timeout");

    private static final long LONGEST_MILLIS = Duration.ofDays(365).toMillis();

    private final String struct;
    private final String numberType;
    private final List<String> attributes;

    ToxicType(String struct, String numberType, String... attributes) {
        this.struct = struct;
        this.numberType = numberType;
        this.attributes = List.of(attributes);
    }

    static Optional<ToxicType> find(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String struct() {
        return struct;
    }

    /** Returns the parameters in the order in which they are shown. */
    List<String> attributes() {
        return attributes;
    }

    /** Returns the fields that read the parameters into a map. */
    List<Field> fields(Map<String, Long> into) {
        return attributes.stream()
                .map(name -> Field.whole(struct + ".attributes", name, numberType, value -> into.put(name, value)))
                .toList();
    }

    /** Returns the fault that does what the toxic does. */
    Fault fault(Map<String, Long> values) {
        if (this == NOOP) {
            return Latency.of(Duration.ZERO);
        }
        Attributes out = Attributes.none();
        for (String name : attributes) {
            out = out.number(name, sane(name, values));
        }
        return FaultTypes.read(text(), out);
    }

    private static long sane(String name, Map<String, Long> values) {
        long value = Math.max(0, values.getOrDefault(name, 0L));
        long size = Math.min(Integer.MAX_VALUE, Math.max(1, values.getOrDefault("average_size", 1L)));
        return switch (name) {
            case "average_size" -> size;
            case "size_variation" -> Math.min(value, size - 1);
            default -> Math.min(value, LONGEST_MILLIS);
        };
    }
}
