package io.seatrial.testkit.simulation;

import io.seatrial.testkit.history.Fnv64;

/**
 * Something that happened in a world.
 *
 * @param nanos when, in nanoseconds since the world began
 * @param kind what
 * @param subject the link, listener or process it happened to
 * @param amount bytes of a segment, tasks of a batch, the port of a listener; else 0
 * @param contentHash the hash of the bytes that arrived; else 0
 */
public record WorldEvent(long nanos, Kind kind, String subject, long amount, long contentHash) {

    /** What can happen. The names are part of the hash of a run. */
    public enum Kind {
        /** A listener was bound. */
        LISTEN,
        /** A listener was closed. */
        UNLISTEN,
        /** A process asked for a connection. */
        CONNECT,
        /** It was told that it has one. */
        CONNECTED,
        /** Nobody listens there. */
        REFUSED,
        /** The listener's process took the connection. */
        ACCEPT,
        /** Bytes arrived. */
        CHUNK,
        /** The end of the stream arrived. */
        END,
        /** A reset arrived. */
        RESET,
        /** A process closed its side. */
        CLOSE,
        /** All tasks that were due at one instant have run. */
        TASKS
    }

    @Override
    public String toString() {
        return nanos / 1000 + "us " + kind + " " + subject + " " + amount
                + (contentHash == 0 ? "" : " " + Fnv64.hex(contentHash));
    }
}
