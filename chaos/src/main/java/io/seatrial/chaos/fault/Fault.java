package io.seatrial.chaos.fault;

/**
 * What goes wrong on a link. In the texts of the faults the <em>client</em> is who connects to the link, the <em>server</em> is what the
 * link leads to; for a fault on a {@link Direction} the <em>sender</em> is the end whose bytes it meets and the <em>receiver</em> the other.
 */
public sealed interface Fault
        permits Bandwidth,
                ConnectionLimit,
                CorruptFrame,
                CutAfterBytes,
                CutAtFrame,
                DelayFrame,
                Down,
                DropFrame,
                DuplicateFrame,
                HalfOpen,
                HangingAccept,
                HangingConnect,
                Latency,
                Partition,
                Pause,
                Refuse,
                Reset,
                ResetOnData,
                SlowAccept,
                SlowClose,
                Slicer,
                Stall,
                Timeout {

    /** Returns the name of this kind of fault, in JSON and in messages; Toxiproxy's own where it has the fault. */
    String type();

    /** Returns what one such fault acts on. */
    Scope scope();

    /** Returns the parameters, in the units of the JSON form. */
    Attributes attributes();

    /** What a fault acts on. */
    enum Scope {
        /** One direction of each connection; who is hit is drawn once a connection. */
        STREAM,
        /** Each connection as it comes, before anything is done with it; who is hit is drawn once a connection. */
        ACCEPT,
        /** The link as a whole. Nothing is drawn. */
        LINK
    }
}
