package io.seatrial.chaos.fault;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** All kinds of faults by the name that they have in JSON. */
public final class FaultTypes {

    private static final Map<String, Function<AttributeReader, Fault>> READERS = readers();

    private FaultTypes() {}

    /** Returns the names, sorted. */
    public static Set<String> names() {
        return new TreeSet<>(READERS.keySet());
    }

    /**
     * Makes a fault.
     *
     * @throws FaultException if there is no such kind, or a parameter is wrong
     */
    public static Fault read(String type, Attributes attributes) {
        Function<AttributeReader, Fault> reader = READERS.get(type);
        if (reader == null) {
            throw new FaultException("There is no fault '" + type + "': use one of " + String.join(", ", names()));
        }
        return reader.apply(new AttributeReader(attributes));
    }

    private static Map<String, Function<AttributeReader, Fault>> readers() {
        Map<String, Function<AttributeReader, Fault>> readers = new TreeMap<>();
        readers.put("bandwidth", Bandwidth::read);
        readers.put("connection_limit", ConnectionLimit::read);
        readers.put("corrupt_frame", CorruptFrame::read);
        readers.put("cut_at_frame", CutAtFrame::read);
        readers.put("delay_frame", DelayFrame::read);
        readers.put("down", none -> new Down());
        readers.put("drop_frame", DropFrame::read);
        readers.put("duplicate_frame", DuplicateFrame::read);
        readers.put("half_open", none -> new HalfOpen());
        readers.put("hanging_accept", none -> new HangingAccept());
        readers.put("hanging_connect", none -> new HangingConnect());
        readers.put("latency", Latency::read);
        readers.put("limit_data", CutAfterBytes::read);
        readers.put("partition", none -> new Partition());
        readers.put("pause", none -> new Pause());
        readers.put("refuse", none -> new Refuse());
        readers.put("reset", Reset::read);
        readers.put("reset_peer", ResetOnData::read);
        readers.put("slicer", Slicer::read);
        readers.put("slow_accept", SlowAccept::read);
        readers.put("slow_close", SlowClose::read);
        readers.put("stall", Stall::read);
        readers.put("timeout", Timeout::read);
        return Map.copyOf(readers);
    }
}
